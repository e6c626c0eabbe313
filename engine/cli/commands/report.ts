import { differenceWords, reportDifference } from '../../check/report-difference.ts'
import { canHappen, canReach, type PathAnswer } from '../../check/path-question.ts'
import { computeReport } from '../../check/report.ts'
import { reportWords } from '../../check/report-words.ts'
import type { Shelf } from '../../host/open-shelf.ts'
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
  for (const line of reportWords(now)) output.line(clean(line))
  output.line(output.paint('faint', `Text ${found.hash}`))
  output.data({ ...now, file: found.path, words: reportWords(now) })
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
      throw usageError(`The question "${text}" can not be understood.`, 'Ask "--can DEED", "--can DEED --without confirm" or "--reach STATE".')
    }
    found.set(key, value)
  }
  return Object.fromEntries(found)
}

function answer(shelf: Shelf, { skill }: ReadySkill, question: PathQuestion, output: Output): ExitCode {
  const limits = question.without === undefined ? {} : { without: question.without }
  const found: PathAnswer = question.reach === undefined ? canHappen(skill, shelf.reportWorld, question.can as string, limits) : canReach(skill, question.reach)
  const what = question.reach === undefined ? `${question.can} can ${found.possible ? '' : 'not '}happen${question.without === undefined ? '' : ` without ${question.without}`}` : `"${question.reach}" can ${found.possible ? '' : 'not '}be reached`
  output.line(clean(`${found.possible ? 'Yes' : 'No'}: ${what}${found.possible ? ', on this way:' : '.'}`))
  if (found.possible) for (const line of found.words) output.line(`  ${clean(line)}`)
  output.data(found.possible ? { possible: true, state: found.state, words: found.words } : { possible: false })
  return exitCodes.done
}
