/* Runs: started, looked at, and led by the hand of the person. Keeps D2 and D3 of desk.ts. */
import { runView } from '../run/run-view.ts'
import type { RunHandle } from '../run/runner.ts'
import { whyNot } from '../run/why-not.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Entry } from '../terms/journal.ts'
import type { JsonObject } from '../terms/json.ts'
import type { RunRecord } from '../terms/ports.ts'
import { deedsInWords } from './deeds-in-words.ts'
import type { Desk } from './desk.ts'
import { never, type EntryWaits } from './entry-waits.ts'
import type { DeskParts } from './desk-parts.ts'
import { acceptedText } from './desk-texts.ts'
import type { LiveRuns } from './live-runs.ts'

const mostListed = 1000
const mostDeeds = 500

/** A view is asked for again and again while a run goes on. */
const shownLimits = { characters: 2000, states: 500 }

type RunOperations = 'start' | 'runs' | 'entries' | 'runText' | 'view' | 'whyNot' | 'deedWords' | 'pause' | 'resume' | 'cancel' | 'undo' | 'settle' | 'send' | 'step' | 'fork' | 'changeContract'

export function deskRuns(parts: DeskParts, live: LiveRuns, waits: EntryWaits): Pick<Desk, RunOperations> {
  const { store } = parts.world
  const { runner } = live
  const taken = async (run: string, take: () => Promise<RunHandle>, stepping = false): Promise<void> => {
    await parts.decisions.renew()
    await live.inTurn(run, async () => {
      if (live.isLive(run)) throw atWork(run)
      live.adopt(await take(), stepping)
    })
  }
  return {
    start: async ({ text, input, contract, envelope, stepping }) => {
      const { skill: _skill, ...skill } = await acceptedText(parts, text)
      const { run } = live.adopt(await runner.start({ skill, input, ...(contract !== undefined && { contract, intent: { words: contract.words } }), ...(envelope !== undefined && { envelope }), ...stepwise(stepping) }), stepping)
      return { run }
    },
    fork: async ({ run, at, change, stepping }) => {
      await acceptedText(parts, await pinnedText(parts, run))
      const fork = live.adopt(await runner.fork(run, { at, ...(change !== undefined && { change }), ...stepwise(stepping) }), stepping)
      return { run: fork.run }
    },
    step: (run) => taken(run, () => runner.resume(run, stepwise(true)), true),
    runs: async (filter = {}) => store.list({ ...filter, limit: Math.max(0, Math.min(Math.trunc(filter.limit ?? mostListed) || 0, mostListed)) }),
    entries: async (run, after = 0) => store.read(run, after),
    runText: async (run) => {
      const record = await store.find(run)
      return record === undefined ? null : ((await store.getText(record.hash)) ?? null)
    },
    view: async (run, at) => runView(await runner.load(run), at, shownLimits),
    deedWords: async (run, asked) => deedsInWords(await store.read(run), asked.slice(0, mostDeeds), (name) => parts.toolbox.tool(name)),
    whyNot: async (run, at, path) => whyNot(await runner.load(run), at, path),
    pause: (run) =>
      live.inTurn(run, async () => {
        const handle = live.handle(run)
        if (handle !== undefined) return handle.pause()
        await mustBeOpen(parts, run)
        // It waits for an event and nobody drives it: it is taken up to be paused as soon as it is idle.
        live.adopt(await runner.resume(run, { onIdle: (idle) => (idle.pause(), true) }))
      }),
    resume: (run) => taken(run, () => runner.resume(run)),
    cancel: (run) =>
      live.inTurn(run, async () => {
        const handle = live.handle(run)
        const isOver = ({ kind }: Entry): boolean => kind === 'run-cancelled' || kind === 'run-ended'
        if (handle !== undefined && (await waits.until(run, isOver, () => handle.cancel(), handle.rest))) return
        await runner.cancel(run)
      }),
    undo: async (run) => {
      await parts.decisions.renew()
      await live.inTurn(run, async () => {
        if (live.isLive(run)) throw atWork(run)
        const undone = live.undo(run)
        await waits.until(run, ({ kind }) => kind === 'undo-started', () => {}, undone)
        live.tend(run, undone)
      })
    },
    changeContract: (run, contract) => live.inTurn(run, () => runner.widenContract(run, contract)),
    settle: (run, happened, output) => taken(run, () => runner.settle(run, happened, output)),
    send: async (run, event, data) => {
      checkEventName(event)
      await parts.decisions.renew()
      await live.inTurn(run, () => sendEvent(parts, live, waits, run, { name: event, data }))
    },
  }
}

/** What a run stops at that goes step by step. */
function stepwise(stepping: boolean | undefined): { readonly pauseAfter?: 'activity' } {
  return stepping === true ? { pauseAfter: 'activity' } : {}
}

/** Gives the text that a run began with. Throws ChelaError for a run that is not here, or whose text is not. */
async function pinnedText({ world }: DeskParts, run: string): Promise<string> {
  const record = await world.store.find(run)
  if (record === undefined) throw unknownRun(run)
  const text = await world.store.getText(record.hash)
  if (text === undefined) throw new ChelaError('no-text', `The skill text that run ${run} was started with is not in the store.`, { help: 'Start the skill anew.' })
  return text
}

/** Sends an event to a run at work, or takes up the run that waits for it; resolves when it is in the journal. */
async function sendEvent(parts: DeskParts, live: LiveRuns, waits: EntryWaits, run: string, event: { readonly name: string; readonly data: JsonObject }): Promise<void> {
  const isReceived = (entry: Entry): boolean => entry.kind === 'event-received' && entry.name === event.name
  const handle = live.handle(run)
  if (handle !== undefined) {
    if (await waits.until(run, isReceived, () => handle.send(event.name, event.data), handle.rest)) return
  }
  const { status } = await mustBeOpen(parts, run)
  if (status === 'paused') throw new ChelaError('run-paused', `Run ${run} is paused, so it takes no event.`, { help: 'Let it go on first.' })
  await waits.until(run, isReceived, async () => void live.adopt(await live.runner.resume(run, { event })), never)
}

/** Throws ChelaError for a run that is not here or has ended. */
async function mustBeOpen({ world }: DeskParts, run: string): Promise<RunRecord> {
  const record = await world.store.find(run)
  if (record === undefined) throw unknownRun(run)
  if (!['running', 'waiting', 'paused'].includes(record.status)) throw new ChelaError('run-ended', `Run ${run} has ended as ${record.status}.`)
  return record
}

function atWork(run: string): ChelaError {
  return new ChelaError('run-at-work', `Run ${run} is at work.`, { help: 'Wait until it rests, or pause or cancel it first.' })
}

function unknownRun(run: string): ChelaError {
  return new ChelaError('unknown-run', `There is no run ${run}.`)
}

function checkEventName(name: string): void {
  if (name !== '' && name.length <= 200 && !/^(?:chela|xstate)\./.test(name)) return
  throw new ChelaError('invalid-input', 'This is no name of an event that can be sent.', { help: 'Names that begin with "chela." or "xstate." are reserved.' })
}
