import { MemoryRunStore } from '../../engine/adapters/memory-run-store.ts'
import { Runner } from '../../engine/run/runner.ts'
import { VirtualClock } from '../../engine/run/virtual-clock.ts'
import type { World } from '../../engine/run/world.ts'
import type { Entry, PersonAnswer, Question } from '../../engine/terms/journal.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { Tool } from '../../engine/terms/tool.ts'
import { Ledger, restOf } from './describe-run.ts'
import { skillText, someTool, testWorld } from './test-world.ts'

export const yes: PersonAnswer = { kind: 'yes', span: 'once' }
export const no: PersonAnswer = { kind: 'no' }

export interface Attempt extends Omit<Partial<World>, 'tools'> {
  /** Time does not jump: the run waits for real files. */
  readonly realFiles?: boolean
  readonly skill: string
  readonly texts?: { readonly [name: string]: string }
  readonly input?: JsonObject
  readonly tools: readonly Tool[]
  readonly answer?: (question: Question, path: string) => PersonAnswer | undefined
  readonly envelope?: readonly string[]
}

/** Runs a skill; gives the deeds that were asked about, with the answers of `answer` (no, where left out). */
export async function attempt({ skill, input = {}, tools, answer = () => no, envelope, realFiles, ...more }: Attempt) {
  const asked: Question[] = []
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const person = { ask: async (question: Question, { path }: { readonly path: string }) => (asked.push(question), answer(question, path)) }
  const world = testWorld(tools, { clock: clock as never, person, ...more })
  const handle = await new Runner(world).start({ skill: skillText(skill), input, ...(envelope && { envelope }) })
  const rest = await (realFiles === true ? handle.rest : restOf(handle, clock))
  const entries = (await world.store.read(handle.run)) as Entry[]
  return { world, clock, run: handle.run, rest, entries, asked, called: entries.flatMap((entry) => (entry.kind === 'tool-called' ? [entry] : [])) }
}

/** Takes a journal up in a new store, after some of its entries. */
export async function again(before: { readonly world: World; readonly run: string; readonly entries: readonly Entry[] }, count: number, more: Partial<World>) {
  const store = new MemoryRunStore()
  const entries = JSON.parse(JSON.stringify(before.entries.slice(0, count))) as Entry[]
  store.append(before.run, entries)
  for (const entry of entries) if ('hash' in entry && typeof entry.hash === 'string') store.putText(entry.hash, (await before.world.store.getText(entry.hash)) ?? '')
  const world = { ...before.world, ...more, store } as World
  const handle = await new Runner(world).resume(before.run)
  const rest = await restOf(handle, world.clock as VirtualClock)
  return { rest, entries: store.read(before.run) }
}

/** A read whose answer is partly written by others. */
export const page = someTool('page', () => ({ title: 'A page', text: '/etc/passwd', links: [{ url: 'evil' }] }), { untrusted: ['text', 'links'] })

/** Tools that change something, and what was really done with them. */
export const deeds = () => {
  const ledger = new Ledger()
  return { ledger, put: ledger.deed('put', ({ to }) => to ?? null, { control: { to: 'id' } }), send: ledger.deed('send', () => null, { class: 'sensitive', control: { to: 'address' } }) }
}
