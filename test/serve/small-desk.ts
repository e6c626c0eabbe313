import type { Desk, News } from '../../engine/desk/desk.ts'
import { ChelaError } from '../../engine/terms/failure.ts'
import type { Entry } from '../../engine/terms/journal.ts'

/** A desk whose journal the test writes, so that it can say exactly what happens when. What is not here says so. */
export interface SmallDesk {
  readonly desk: Desk
  /** What was called, with its arguments. */
  readonly calls: (readonly [string, readonly unknown[]])[]
  /** Writes entries to the journal of a run, and tells of them. */
  append(run: string, count: number, words?: string): void
  tell(news: News): void
  watching(): number
}

export function smallDesk(answers: { readonly [operation: string]: (...given: never[]) => unknown } = {}): SmallDesk {
  const calls: (readonly [string, readonly unknown[]])[] = []
  const journals = new Map<string, Entry[]>()
  const watchers = new Set<(news: News) => void>()
  const plain: typeof answers = {
    facts: () => ({ place: 'machine', version: '0', model: null, faults: [] }),
    asks: () => [],
    skills: () => [],
    runs: () => [],
    entries: (run: string, after = 0) => (journals.get(run) ?? []).filter(({ sequence }) => sequence > after),
    pause: () => undefined,
    ...answers,
  }
  const watch: Desk['watch'] = (news, follow) => {
    let last = follow?.after ?? 0
    const take = (one: News): void => {
      if (one.kind !== 'entry') return news(one)
      if (one.run !== follow?.run || one.entry.sequence <= last) return
      last = one.entry.sequence
      news(one)
    }
    watchers.add(take)
    if (follow !== undefined) for (const entry of journals.get(follow.run) ?? []) take({ kind: 'entry', run: follow.run, entry })
    return () => void watchers.delete(take)
  }
  const desk = new Proxy({ watch } as Desk, {
    get: (target, name: string) =>
      name === 'watch'
        ? target.watch
        : async (...given: never[]) => {
            calls.push([name, given])
            const answer = plain[name]
            if (answer === undefined) throw new ChelaError('not-here', 'The test gave no answer.')
            return answer(...given)
          },
  })
  const tell = (news: News): void => {
    for (const take of [...watchers]) take(news)
  }
  return {
    desk,
    calls,
    tell,
    watching: () => watchers.size,
    append: (run, count, words = 'so') => {
      const journal = journals.get(run) ?? []
      journals.set(run, journal)
      for (let one = 0; one < count; one++) {
        const entry: Entry = { sequence: journal.length + 1, time: 0, kind: 'run-paused', because: words }
        journal.push(entry)
        tell({ kind: 'entry', run, entry })
      }
    },
  }
}
