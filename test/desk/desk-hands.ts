import { onTestFinished } from 'vitest'
import type { Desk, OpenAsk } from '../../engine/desk/desk.ts'
import type { OpenDesk } from '../../engine/desk/open-desk.ts'
import type { Model } from '../../engine/terms/ports.ts'
import type { Tool } from '../../engine/terms/tool.ts'
import { memoryDesk, type MemoryHome } from './memory-desk.ts'

/** Opens a desk that is closed when the test ends. */
export async function opened(home: MemoryHome, tools: readonly Tool[] = [], model?: Model): Promise<OpenDesk> {
  const desk = await memoryDesk(home, tools, model)
  onTestFinished(() => desk.close())
  return desk
}

/** Accepts all that a report of a text shows. */
export async function accept(desk: Desk, text: string): Promise<void> {
  await desk.accept(text, (await desk.report(text)).texts.map(({ hash }) => hash))
}

/** Looks again and again until something is there. */
export async function until<T>(look: () => Promise<T | undefined | false> | T | undefined | false, patience = 10_000): Promise<T> {
  for (let left = patience; left > 0; left -= 5) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('It did not come.')
}

export const askOf = (desk: Desk, run: string): Promise<OpenAsk> => until(async () => (await desk.asks()).find((ask) => ask.run === run))

/** Waits until a run has a status. */
export const rested = (desk: Desk, run: string, ...statuses: readonly string[]): Promise<string> =>
  until(async () => (await desk.runs()).find((one) => one.run === run && statuses.includes(one.status))?.status)
