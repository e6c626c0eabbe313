import { ChelaError } from '../terms/failure.ts'
import type { Entry } from '../terms/journal.ts'
import type { Clock, RunStore } from '../terms/ports.ts'
import type { Desk, OpenAsk } from './desk.ts'
import type { DeskPerson } from './desk-person.ts'
import { never, type EntryWaits } from './entry-waits.ts'
import type { LiveRuns } from './live-runs.ts'

/** Milliseconds in which an answer is in the journal, if it ever is. */
const patience = 5_000

/** The questions that wait for the person in any window. */
export function deskAsks(clock: Clock, store: RunStore, person: DeskPerson, live: LiveRuns, waits: EntryWaits): Pick<Desk, 'asks' | 'answer'> {
  return {
    asks: () => openAsks(store, person),
    answer: (run, ask, answer) => {
      const isAnswered = (entry: Entry): boolean => entry.kind === 'person-answered' && entry.ask === ask
      const handIn = async (): Promise<void> => {
        if (!person.answer(run, ask, answer)) throw await notOpen(store, run, ask)
      }
      return inTime(clock, (late) => waits.until(run, isAnswered, handIn, Promise.race([live.handle(run)?.rest ?? never, late])))
    },
  }
}

/** Gives the open questions with the skill that each run is of. */
export async function openAsks(store: RunStore, person: DeskPerson): Promise<readonly OpenAsk[]> {
  return Promise.all(person.questions().map(async (put) => ({ ...put, skill: (await store.find(put.run))?.skill ?? '' })))
}

async function notOpen(store: RunStore, run: string, ask: number): Promise<ChelaError> {
  const facts = { run, ask }
  const entries = await store.read(run, Math.max(0, ask - 1))
  if (entries[0]?.kind !== 'person-asked' || entries[0].sequence !== ask) return new ChelaError('unknown-ask', `Run ${run} asks no such question.`, { facts })
  const answered = entries.find((entry) => entry.kind === 'person-answered' && entry.ask === ask)
  if (answered?.kind === 'person-answered' && answered.answer.kind === 'expired') return new ChelaError('ask-expired', 'The time for this question is over.', { help: 'Start the skill again to be asked again.', facts })
  if (answered !== undefined) return new ChelaError('ask-answered', 'This question was answered already.', { facts })
  return new ChelaError('ask-closed', 'Nobody waits for an answer to this question now.', { help: 'When the run is paused, let it go on; when another program drives it, answer there.', facts })
}

/** The run may have left the question in this very moment: then nothing is written, and it is not waited for longer than this. */
async function inTime(clock: Clock, work: (late: Promise<void>) => Promise<unknown>): Promise<void> {
  let cancel = (): void => {}
  const late = new Promise<void>((resolve) => {
    cancel = clock.at(clock.now() + patience, resolve)
  })
  try {
    await work(late)
  } finally {
    cancel()
  }
}
