/* What stories do in the editor, as a person would: pointing, pressing, reading what is shown. */
import type { Locator, Page } from 'playwright-core'

export function node(page: Page, name: string): Locator {
  return page.locator(`[id="state-${name}"]`)
}

/** Waits for the picture of the open skill, and until it stands still. */
export async function drawn(page: Page): Promise<void> {
  await page.locator('.mark-node-start, .canvas-empty').first().waitFor()
  await still(page)
}

/** Waits until no node moves any more: laid out, and brought into sight. */
export async function still(page: Page): Promise<void> {
  await page.locator('.canvas:not(.canvas-moving)').waitFor()
  let before = ''
  for (let count = 0; count < 60; count++) {
    const now = await page.evaluate(() => JSON.stringify([...document.querySelectorAll('.react-flow__node')].map((node) => node.getBoundingClientRect())))
    if (now === before) return
    before = now
    await page.waitForTimeout(120)
  }
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

export async function drag(page: Page, from: { readonly x: number; readonly y: number }, to: { readonly x: number; readonly y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 6 })
  await page.mouse.up()
}

export async function middleOf(shown: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await shown.boundingBox()
  if (box === null) throw new Error('It is not shown.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

export async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+s')
  await kept(page)
}

/** Waits until the file holds what is shown. */
export async function kept(page: Page): Promise<void> {
  await page.locator('.skill-kept', { hasText: /^Saved/ }).waitFor()
}

/** Walks with Tab to the element that has this name, as one without a mouse does. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const seen: string[] = []
  for (let count = 0; count < 80; count++) {
    const reached = await page.evaluate(() => {
      const at = document.activeElement
      return at?.getAttribute('aria-label') ?? (at?.textContent || at?.getAttribute('title')) ?? ''
    })
    if (name.test(reached)) return
    seen.push(reached.slice(0, 40))
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${String(name)}; it leads to ${seen.join(' | ')}`)
}
