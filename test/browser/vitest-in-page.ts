/* Stands in for `vitest` in a page, so that the very contract suites of test/contracts run in a real browser. */
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect'
import * as chai from 'chai'

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)

export const expect = chai.expect as unknown as typeof import('vitest').expect

type Work = (context: { readonly skip: () => void }) => void | Promise<void>

interface Suite {
  readonly name: string
  readonly before: Work[]
  readonly after: Work[]
}

interface Result {
  readonly name: string
  readonly problem: string | undefined
}

const suites: Suite[] = [{ name: '', before: [], after: [] }]
const collected: { readonly name: string; readonly work: Work; readonly inside: readonly Suite[] }[] = []

export function describe(name: string, body: () => void): void {
  suites.push({ name, before: [], after: [] })
  body()
  suites.pop()
}

export function test(name: string, ...rest: readonly unknown[]): void {
  const work = rest.find((one): one is Work => typeof one === 'function')
  const inside = [...suites]
  if (work !== undefined) collected.push({ name: [...inside.map((suite) => suite.name), name].join(' ').trim(), work, inside })
}

test.each = (rows: readonly unknown[]) => (name: string, work: (row: unknown) => void | Promise<void>) => {
  for (const row of rows) test(name.replace('%s', String(row)).replace('%j', JSON.stringify(row)), () => work(row))
}

export function beforeEach(work: Work): void {
  suites.at(-1)?.before.push(work)
}

export function afterEach(work: Work): void {
  suites.at(-1)?.after.push(work)
}

class Skipped extends Error {}

const context = {
  skip: () => {
    throw new Skipped()
  },
}

/** Runs all that was collected, one after another. */
export async function runCollected(): Promise<readonly Result[]> {
  const results: Result[] = []
  for (const { name, work, inside } of collected) {
    let problem: string | undefined
    try {
      for (const suite of inside) for (const one of suite.before) await one(context)
      await work(context)
    } catch (error) {
      if (error instanceof Skipped) continue
      problem = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error)
    }
    try {
      for (const suite of inside) for (const one of suite.after) await one(context)
    } catch (error) {
      problem ??= String(error)
    }
    results.push({ name, problem })
  }
  return results
}
