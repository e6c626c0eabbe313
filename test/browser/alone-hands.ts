/* What tests do with the desk of a page that stands alone. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Desk } from '../../engine/index.ts'

/** Does something with the desk of a tab. */
export function at<T, Given>(tab: Page, work: (desk: Desk, given: Given) => Promise<T>, given: Given): Promise<T> {
  return tab.evaluate(`(${work.toString()})(chela.desk, ${JSON.stringify(given) ?? 'undefined'})`) as Promise<T>
}

/** Accepts a text and starts it; gives the run. */
export async function start(tab: Page, text: string, input: object = {}): Promise<string> {
  return at(tab, async (desk, given) => {
    const report = await desk.report(given.text)
    await desk.accept(given.text, report.texts.map(({ hash }) => hash))
    return (await desk.start(given as never)).run
  }, { text, input })
}

export async function ended(tab: Page, run: string): Promise<string> {
  await expect.poll(() => at(tab, async (desk, one) => (await desk.view(one)).status, run), { timeout: 15_000 }).not.toMatch(/running|waiting|paused/)
  return at(tab, async (desk, one) => (await desk.view(one)).status, run)
}

/** Says yes to all that waits for the person, until the run has ended; gives how it ended and what was said last. */
export async function endedWithYes(tab: Page, run: string): Promise<{ readonly status: string; readonly entries: string }> {
  await expect
    .poll(() => at(tab, async (desk, one) => {
      for (const ask of await desk.asks()) if (ask.run === one) await desk.answer(ask.run, ask.ask, { kind: 'yes', span: 'once' }).catch(() => {})
      return (await desk.view(one)).status
    }, run), { timeout: 15_000 })
    .not.toMatch(/running|waiting|paused/)
  return { status: await ended(tab, run), entries: JSON.stringify(await at(tab, (desk, one) => desk.entries(one), run)) }
}

export const skill = (body: string): string => `chela: 1\nname: sample\n${body}`
