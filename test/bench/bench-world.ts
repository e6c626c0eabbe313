import { SystemClock } from '../../engine/adapters/system-clock.ts'
import type { RunStore } from '../../engine/terms/ports.ts'
import { someTool, testWorld, type TestWorld } from '../helpers/test-world.ts'

/** Counts the calls of the tool `count.next`. */
export interface Counter {
  count: number
  onCall?: (count: number) => void
}

/** A world with the real clock and one tool that answers how often it was called. */
export function benchWorld(counter: Counter, store?: RunStore): TestWorld {
  const tool = someTool(
    'count.next',
    () => {
      const n = ++counter.count
      counter.onCall?.(n)
      return { n }
    },
    {
      class: 'reversible',
      input: { type: 'object', properties: { q: { type: 'number' } }, required: ['q'] },
      output: { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] },
    },
  )
  return testWorld([tool], { clock: new SystemClock({ unref: true }) as never, ...(store !== undefined && { store: store as never }) })
}

/** A loop of two calls and a choose that ends after `calls` calls; `before` states run once before it. */
export function loopSkill(calls: number, before = 0): string {
  const first = Array.from({ length: before }, (_, index) => `  s${index}: { call: count.next, with: { q: ${index} } }`)
  return `chela: 1
name: loop
limits: { steps: 10000000 }
states:
${first.join('\n')}
  a: { call: count.next, with: { q: 1 } }
  b: { call: count.next, with: { q: "\${ a.n }" } }
  more:
    choose:
      - if: b.n < ${calls}
        next: a
  done: { end: done }
`
}
