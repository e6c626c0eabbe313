import { differenceWords, reportDifference } from '../../check/report-difference.ts'
import { canHappen, canReach, type PathAnswer } from '../../check/path-question.ts'
import { memoFlow } from '../../check/confirm-ways.ts'
import { computeReport } from '../../check/report.ts'
import { SystemClock } from '../../adapters/system-clock.ts'
import { nodeFiles } from '../../adapters/node-files.ts'
import { nearestName } from '../../expression/nearest-name.ts'
import { reportWords } from '../../check/report-words.ts'
import { coveringRules } from '../../gate/covering-rules.ts'
import type { Shelf } from '../../host/open-shelf.ts'
import { readPolicy } from '../../host/read-policy.ts'
import { shelfFor, type Call } from '../call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { findSkill, type ReadySkill } from '../find-skill.ts'
import { clean, type Output } from '../output.ts'
import { usageError } from '../report-fault.ts'

interface ReportOptions {
  readonly diff?: string
  readonly ask?: string
  readonly can?: string
  readonly without?: string
  readonly reach?: string
}

interface PathQuestion {
  readonly can?: string
  readonly without?: string
  readonly reach?: string
}

/** Tells what a skill may do; or how that differs from an older file; or answers a question about its ways. */
export async function report(call: Call<ReportOptions>): Promise<ExitCode> {
  const { output, args, options } = call
  const name = args[0] as string
  const shelf = await shelfFor(call, [name])
  const found = findSkill(shelf, name)
  const question = questionOf(options)
  if (question !== undefined) return answer(shelf, found, question, output)
  const now = computeReport(found.skill, shelf.reportWorld, found.hash)
  if (options.diff !== undefined) return difference(shelf, found, options.diff, output)
  output.line(output.paint('bold', `${clean(found.skill.title || found.skill.name)} (${clean(found.path)})`))
  const { policy } = await readPolicy(shelf.folders.policy, shelf.toolbox, (path) => nodeFiles().canonical(path))
  const rules = coveringRules(policy, now, new SystemClock().now())
  for (const line of [...reportWords(now), ...rules]) output.line(clean(line))
  output.line(output.paint('faint', `Text ${found.hash}`))
  output.data({ ...now, file: found.path, words: reportWords(now), rules })
  return exitCodes.done
}

function difference(shelf: Shelf, found: ReadySkill, oldName: string, output: Output): ExitCode {
  const old = findSkill(shelf, oldName)
  const changed = reportDifference(computeReport(old.skill, shelf.reportWorld, old.hash), computeReport(found.skill, shelf.reportWorld, found.hash))
  const words = differenceWords(changed)
  for (const line of words) output.line(clean(line))
  output.data({ ...changed, words })
  return exitCodes.done
}

function questionOf(options: ReportOptions): PathQuestion | undefined {
  const asked = options.ask === undefined ? options : parseQuestion(options.ask)
  if (asked.can === undefined && asked.reach === undefined) {
    if (asked.without !== undefined) throw usageError('"--without" needs "--can".', 'Ask, for example: --can mail.* --without confirm')
    return undefined
  }
  if (asked.can !== undefined && asked.reach !== undefined) throw usageError('One question at a time: "--can" or "--reach".')
  return asked
}

/** `--can mail.* --without confirm`, with or without the dashes. */
function parseQuestion(text: string): PathQuestion {
  const words = text.trim().split(/\s+/)
  const found = new Map<string, string>()
  for (let index = 0; index < words.length; index += 2) {
    const key = (words[index] ?? '').replace(/^--/, '')
    const value = words[index + 1]
    if (!['can', 'without', 'reach'].includes(key) || value === undefined) {
      throw usageError(`The question "${text}" can not be understood.`, 'Write the question as the options are written: --ask "--can DEED", "--can DEED --without confirm" or "--reach STATE".')
    }
    found.set(key, value)
  }
  return Object.fromEntries(found)
}

/** A question about something that is not there is a slip of the pen: "no" would be a false comfort. */
function knownOrThrow({ toolbox }: Shelf, { skill }: ReadySkill, { can, without, reach }: PathQuestion): void {
  const states = [...new Set([...memoFlow(skill).states.values()].map(({ name }) => name))]
  const areas = toolbox.names().map((name) => `${name.split('.')[0]}.*`)
  const deeds = ['*', 'read', 'reversible', 'sensitive', ...areas, ...toolbox.names()]
  const look = (asked: string | undefined, known: readonly string[], what: string, list: string): void => {
    if (asked === undefined || known.includes(asked)) return
    const near = nearestName(asked, known)
    throw usageError(`There is no ${what} "${asked}".`, near === undefined ? list : `Did you mean "${near}"? ${list}`)
  }
  look(can, deeds, 'tool, area or class of deeds', '"chela tools" lists the tools; an area is written as file.*, a class as read, reversible or sensitive.')
  look(without, ['confirm', ...states], 'state', `States of "${skill.name}": ${states.join(', ')}.`)
  look(reach, states, 'state', `States of "${skill.name}": ${states.join(', ')}.`)
}

function answer(shelf: Shelf, found: ReadySkill, question: PathQuestion, output: Output): ExitCode {
  knownOrThrow(shelf, found, question)
  const { skill } = found
  const limits = question.without === undefined ? {} : { without: question.without }
  const way: PathAnswer = question.reach === undefined ? canHappen(skill, shelf.reportWorld, question.can as string, limits) : canReach(skill, question.reach)
  const what = question.reach === undefined ? `${question.can} can ${way.possible ? '' : 'not '}happen${question.without === undefined ? '' : ` without ${question.without}`}` : `"${question.reach}" can ${way.possible ? '' : 'not '}be reached`
  output.line(clean(`${way.possible ? 'Yes' : 'No'}: ${what}${way.possible ? ', on this way:' : '.'}`))
  if (way.possible) for (const line of way.words) output.line(`  ${clean(line)}`)
  output.data(way.possible ? { possible: true, state: way.state, words: way.words } : { possible: false })
  return exitCodes.done
}
