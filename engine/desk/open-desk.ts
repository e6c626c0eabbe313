/*
 * Opens the desk: puts the groups of operations together over one world and one person. Owns: what they share. Does not own:
 * the operations (desk-*.ts), what they are put together from (desk-parts.ts).
 */
import type { World } from '../run/world.ts'
import type { Entry } from '../terms/journal.ts'
import { announcedStore } from './announced-store.ts'
import { openAsking } from './ask-for.ts'
import { deskAsks, openAsks } from './desk-asks.ts'
import { deskGrants } from './desk-grants.ts'
import { DeskNews } from './desk-news.ts'
import type { DeskParts } from './desk-parts.ts'
import { DeskPerson } from './desk-person.ts'
import { deskMemory } from './desk-memory.ts'
import { deskModels } from './desk-models.ts'
import { deskPolicy } from './desk-policy.ts'
import { deskRuns } from './desk-runs.ts'
import { deskSkills } from './desk-skills.ts'
import { deskSynonyms } from './desk-synonyms.ts'
import { deskTexts } from './desk-texts.ts'
import { deskTrials } from './desk-trials.ts'
import type { Desk } from './desk.ts'
import { EntryWaits } from './entry-waits.ts'
import { LiveRuns } from './live-runs.ts'
import { toolFacts } from './tool-facts.ts'

export interface OpenDesk extends Desk {
  /** Lets go of the runs at work, so that the next desk to open goes on with them. What was handed in stays open. */
  close(): Promise<void>
}

/** Gives the desk. Runs that a process which is gone has left are taken up soon after. Throws ChelaError where a decision can not be read. */
export async function openDesk(parts: DeskParts): Promise<OpenDesk> {
  await parts.decisions.renew()
  const { clock, store } = parts.world
  const waits = new EntryWaits()
  const news = new DeskNews(clock, store, parts.skills)
  const person = new DeskPerson(clock, tellAsks(() => openAsks(store, person), (asks) => news.asks(asks)))
  const announced = announcedStore(store, (run, entries) => {
    coverRehearsed(person, run, entries)
    waits.written(run, entries)
    news.written(run)
  })
  const world = worldOf(parts, { store: announced, person })
  const ended = (run: string): void => {
    person.forget(run)
    news.written(run)
  }
  const live = new LiveRuns(world, ended, () => parts.decisions.renew())
  void live.begin()
  return {
    facts: async () => {
      const facts = parts.facts()
      return { ...facts, faults: [...facts.faults, ...live.broken] }
    },
    tools: async () => parts.toolbox.all().map(toolFacts),
    ...deskSkills(parts),
    ...deskTexts(parts),
    ...deskTrials(parts, world),
    ...openAsking({ world, shelf: parts.shelf, skills: parts.skills, toolbox: parts.toolbox, quiet: parts.quiet, synonyms: parts.synonyms }),
    ...deskRuns(parts, live, waits),
    ...deskAsks(clock, store, person, live, waits),
    ...deskPolicy(parts),
    ...deskSynonyms(parts),
    ...deskGrants(parts),
    ...deskModels(parts),
    ...deskMemory(parts),
    watch: (tell, follow) => news.watch(tell, follow),
    close: async () => {
      await live.close()
      news.close()
    },
  }
}

/** The world as runs meet it. What the person decides while a run is at work holds at once. */
function worldOf({ world, decisions, models }: DeskParts, own: Pick<World, 'store' | 'person'>): World {
  return {
    ...world,
    ...own,
    get policy() {
      return decisions.policy()
    },
    get grants() {
      return decisions.grants()
    },
    get model() {
      return models === undefined ? world.model : models.model()
    },
    accepted: (hash) => decisions.accepted().some((text) => text.hash === hash),
    keepGrant: (grant) => decisions.keepGrant(grant),
  }
}

/** Tells of the open questions after each change, once for several at a time, always of how it is then. */
function tellAsks<Asks>(look: () => Promise<Asks>, tell: (asks: Asks) => void): () => void {
  let busy = false
  let again = false
  const work = async (): Promise<void> => {
    busy = true
    try {
      while (again) {
        again = false
        tell(await look())
      }
    } catch {
      // The next change looks again.
    } finally {
      busy = false
    }
  }
  return () => {
    again = true
    if (!busy) void work()
  }
}

/** A fork begins with the entries of another run; what that was allowed does not count for it. */
function coverRehearsed(person: DeskPerson, run: string, entries: readonly Entry[]): void {
  const [first] = entries
  if (first?.kind === 'run-started' && entries.length === 1) person.cover(run, first.envelope ?? [])
}
