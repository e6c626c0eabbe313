import type { NodeWorld } from '../host/open-node-world.ts'
import { deedsToUndo } from '../run/undo-run.ts'
import type { Entry } from '../terms/journal.ts'
import type { CommonOptions } from './call.ts'
import { commandWords, placeWords } from './command-words.ts'
import type { Driven } from './drive-run.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { KeptApprovals } from './kept-approvals.ts'
import { clean, shown, type Output } from './output.ts'
import { tellEgress } from './tell-egress.ts'

interface Refused {
  readonly path: string
  readonly words: string
  /** What an approval of this deed is bound to; null for a question that shows no deed. */
  readonly hash: string | null
}

/** Tells how a run came to rest, what was refused because nobody could be asked, and how to go on; gives the exit code. */
export async function tellEnd(node: NodeWorld, { handle, rest, entries }: Driven, { output, options }: { readonly output: Output; readonly options: CommonOptions }): Promise<ExitCode> {
  const { run, state } = handle
  const all = await node.world.store.read(run)
  const ended = all.findLast((entry) => entry.kind === 'run-ended')
  const denied = refused(entries)
  const kept = new KeptApprovals(node.shelf.folders)
  for (const { hash, words } of denied) if (hash !== null) kept.keep(hash, { kind: 'deed', words })
  const deeds = deedsToUndo(all)
  const undoable = deeds.filter(({ undo }) => undo !== null).length
  const end = ended?.kind === 'run-ended' ? ended : undefined
  const because = end?.because ?? end?.failure?.message ?? state.unknown?.because ?? null
  const exit = exitOf(rest.status, denied, end?.failure?.code)
  for (const one of denied) tellRefused(one, output)
  tellEgress(node, output)
  const colour = rest.status === 'done' ? 'green' : rest.status === 'failed' || rest.status === 'unknown' ? 'red' : 'yellow'
  output.line(`${output.paint(colour, rest.status)}${because === null ? '' : `: ${clean(because)}`}`)
  if (end !== undefined && end.output !== null) output.line(shown(end.output, 2000))
  output.line(wayOn(rest.status, run, { deeds: deeds.length, undoable, unsettled: state.unknown !== undefined, asked: state.asks.size > 0 }, placeWords(options)))
  output.data({ run, skill: state.started?.skill, text: state.started?.hash, outcome: rest.status, output: end?.output ?? null, because, failure: end?.failure ?? null, denied, deeds: deeds.length, undoable, exit })
  return exit
}

function refused(entries: readonly Entry[]): readonly Refused[] {
  const asked = new Map(entries.flatMap((entry) => (entry.kind === 'person-asked' ? [[entry.sequence, entry] as const] : [])))
  return entries.flatMap((entry) => {
    if (entry.kind !== 'person-answered' || entry.answer.kind !== 'no' || entry.answer.because?.startsWith('no terminal to ask on') !== true) return []
    const ask = asked.get(entry.ask)
    if (ask === undefined) return []
    const { question, path } = ask
    const card = question.kind === 'form' ? null : question.card
    return [{ path, words: card?.words ?? (question.kind === 'approve' ? '' : question.text), hash: card?.hash ?? null }]
  })
}

function tellRefused({ path, words, hash }: Refused, output: Output): void {
  const state = path.slice(path.lastIndexOf('/') + 1)
  output.tell(`chela: ${hash === null ? 'Not asked' : 'Not done'}, since there is no terminal to ask on: ${clean(words, 300)} (at ${clean(path)}).`)
  output.tell(hash === null ? `  Answer it with: --answer ${clean(state)}=yes (or no, or a form as JSON)` : `  Approve it with: --approve ${hash}`)
}

function exitOf(status: Driven['rest']['status'], denied: readonly Refused[], failure: string | undefined): ExitCode {
  if ((status === 'failed' || status === 'stopped') && (denied.length > 0 || failure === 'denied')) return exitCodes.denied
  if (status === 'paused' || status === 'waiting') return exitCodes.waiting
  return exitCodes[status]
}

interface Left {
  readonly deeds: number
  readonly undoable: number
  readonly unsettled: boolean
  readonly asked: boolean
}

function wayOn(status: Driven['rest']['status'], run: string, { deeds, undoable, unsettled, asked }: Left, places: readonly string[]): string {
  const line = (command: string, ...words: readonly string[]): string => commandWords(command, [run, ...words, ...places])
  if (status === 'paused') return `Run ${run} is paused. Go on: ${line('resume')}`
  if (status === 'waiting' && asked) return `Run ${run} waits for your answer. Go on: ${line('resume')}`
  if (status === 'waiting') return `Run ${run} waits for an event. Hand one in: ${line('resume', '--event', 'name={}')}`
  if (unsettled) return `Run ${run} waits for you to say whether the deed took place: ${line('resume', '--settle', 'happened')} (or not-happened)`
  const what = `It did ${deeds} ${deeds === 1 ? 'deed' : 'deeds'}`
  const back = undoable === 0 ? `${what}; none can be taken back.` : `${what}; ${undoable === deeds ? 'all' : undoable} can be taken back: ${line('undo')}`
  return `Run ${run}. ${deeds === 0 ? 'It changed nothing.' : back}\nDetails: ${line('show')}`
}
