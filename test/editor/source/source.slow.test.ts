import { AxeBuilder } from '@axe-core/playwright'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Session } from '../../../editor/session/session.ts'
import type { TextEdit } from '../../../engine/index.ts'
import { openTestPages, type TestPages } from '../../helpers/open-test-page.ts'

let pages: TestPages
let light: Page

beforeAll(async () => {
  pages = await openTestPages(join(import.meta.dirname, 'source-page.tsx'), 'sourcePage')
  light = await pages.open({ height: 800 })
}, 120_000)

afterAll(() => pages?.close())

/** Opens a text in a page, and waits until it is shown. */
async function showText(page: Page, text: string): Promise<void> {
  await page.evaluate((opened) => (globalThis as unknown as { sourcePage: { open(text: string): void } }).sourcePage.open(opened), text)
  await page.locator('.expression-field .cm-content').waitFor()
}

afterEach(async () => {
  expect(await inPage(light, (source) => source.violations.splice(0))).toEqual([])
})

interface SourcePage {
  readonly violations: string[]
  session(): Session
}

const inPage = <T>(page: Page, ask: (sourcePage: SourcePage) => T): Promise<T> =>
  page.evaluate(`(${ask.toString()})(window.sourcePage)`) as Promise<T>
const textOf = (page: Page): Promise<string> => inPage(page, (source) => source.session().store.getState().text)
const shownOf = (page: Page): Promise<string> => page.locator('.source .cm-line').allTextContents().then((lines) => lines.join('\n'))

async function open(text: string): Promise<Page> {
  await showText(light, text)
  return light
}

async function seriousFaults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

const small = 'chela: 1\nname: sample\nstates:\n  look:\n    call: file.list\n    with: { folder: /a }\n  tell:\n    next: ret\n  rest: { end: done }\n'

test('typing changes the session, and one history takes back what text and picture did', async () => {
  const page = await open(small)
  await page.locator('.source .cm-line').nth(1).click()
  await page.keyboard.press('End')
  await page.keyboard.type('-two')
  expect(await textOf(page)).toBe(small.replace('sample', 'sample-two'))
  await inPage(page, (source) => source.session().edit([{ range: { start: 0, end: 0 }, text: '# drawn\n' }], { by: 'canvas', label: 'Draw' }))
  expect(await shownOf(page)).toBe(`# drawn\n${small.replace('sample', 'sample-two')}`)
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  expect(await textOf(page)).toBe(small)
  expect(await shownOf(page)).toBe(small)
  await page.keyboard.press('Control+Shift+Z')
  expect(await textOf(page)).toBe(small.replace('sample', 'sample-two'))
  expect(await shownOf(page)).toBe(await textOf(page))
})

test('line ends of every kind, tabs, a byte order mark and astral characters stay as they are', async () => {
  const odd = '\ufeffchela: 1\r\nname: sample\n# \u{1f980}\ttab\r\nstates:\r\n  a: {}\r\n'
  const page = await open(odd)
  expect(await textOf(page)).toBe(odd)
  await page.locator('.source .cm-line').nth(4).click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('b: {}')
  expect(await textOf(page)).toBe(odd.replace('  a: {}\r\n', '  a: {}\r\n  b: {}\r\n'))
  await page.keyboard.press('Control+z')
  expect(await textOf(page)).toBe(odd)
  await inPage(page, (source) => {
    const session = source.session()
    const { text } = session.store.getState()
    const edits: TextEdit[] = [{ range: { start: text.length, end: text.length }, text: '  c: {}\r\n' }, { range: { start: 1, end: 1 }, text: '# top\r\n' }]
    session.edit(edits, { by: 'canvas', label: 'Draw' })
  })
  expect(await shownOf(page)).toContain('# top')
  expect((await shownOf(page)).split('\n').slice(-2)).toEqual(['  c: {}', ''])
})

test('completion works in the shadow root, is told to screen readers and leaves with Escape', async () => {
  const page = await open(small)
  await page.locator('.source .cm-line').nth(7).click()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.type('if: lo')
  const list = page.locator('.source .cm-tooltip-autocomplete ul[role=listbox]')
  await list.waitFor()
  await page.waitForTimeout(120)
  const content = page.locator('.source .cm-content')
  const active = await content.getAttribute('aria-activedescendant')
  expect(await list.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true')
  await page.keyboard.press('Enter')
  await page.keyboard.type('.files.si')
  await list.waitFor()
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  expect(await textOf(page)).toBe(small.replace('ret\n', 'ret\n    if: look.files.si\n'))
})

test('what a word means is shown under the mouse, and with a key', async () => {
  const page = await open(small)
  await page.locator('.source .cm-line', { hasText: 'call' }).locator('.cm-yaml-text').hover()
  await page.locator('.cm-tooltip-hover .cm-explain-title', { hasText: 'file.list' }).waitFor()
  await page.locator('.source .cm-line', { hasText: 'next' }).locator('.cm-yaml-key').click()
  await page.keyboard.press('Control+k')
  await page.keyboard.press('Control+i')
  await page.locator('.cm-explain-kind', { hasText: 'a key of a state' }).waitFor()
  expect(await page.locator('.source .cm-announced').textContent()).toContain('next: a key of a state')
})

test('a fault is shown with its fix; F8 goes to it, Ctrl+. mends it, and undo brings it back', async () => {
  const page = await open(small)
  await page.locator('.source .cm-line').nth(6).click()
  await page.locator('.source-fault-error', { hasText: 'goes to "ret"' }).waitFor()
  expect(await page.locator('.source .cm-lint-marker-error').count()).toBe(1)
  await page.keyboard.press('F8')
  await page.keyboard.press('Control+.')
  expect(await textOf(page)).toBe(small.replace('ret', 'rest'))
  expect(await shownOf(page)).toBe(await textOf(page))
  await page.locator('.source-fault-error').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: 'Write "rest"' }).click()
  expect(await textOf(page)).toBe(small.replace('ret', 'rest'))
})

test('the cursor selects its state, a selected state is scrolled to, F12 goes to a definition', async () => {
  const long = `${small.replace('ret', 'last')}${Array.from({ length: 80 }, (_, index) => `  s${index}: {}\n`).join('')}  last: { end: done }\n`
  const page = await open(long)
  await page.locator('.source .cm-line').nth(7).click()
  await page.keyboard.press('End')
  await expect.poll(() => inPage(page, (source) => source.session().store.getState().selection)).toEqual(['tell'])
  await page.keyboard.press('F12')
  await expect.poll(() => inPage(page, (source) => source.session().store.getState().selection)).toEqual(['last'])
  await page.locator('.source .cm-line', { hasText: 'last: { end: done }' }).waitFor()
  await page.getByRole('button', { name: 'after' }).focus()
  await inPage(page, (source) => source.session().select(['look']))
  await page.locator('.source .cm-line', { hasText: 'look:' }).waitFor()
})

test('the expression field completes, says what is wrong, and Tab leaves it', async () => {
  const page = await open(small)
  const field = page.getByRole('textbox', { name: 'Number of files' })
  await field.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('${ look.fi')
  await page.waitForTimeout(150)
  await page.locator('.expression-field .cm-tooltip-autocomplete').waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('[data-test=value]').textContent()).toBe('${ look.files}')
  await page.keyboard.type('.nothing')
  await page.locator('.expression-field-fault').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('after')
})

test('a conflict is chosen part by part and ends in one text', async () => {
  const page = await open(small)
  await inPage(page, (source) => {
    const session = source.session()
    const { text, id } = session.store.getState()
    const file = { id, name: 'sample', writable: true, changed: 1, text, hash: 'one', sidecar: null }
    session.kept(file, text)
    session.edit([{ range: { start: text.indexOf('ret'), end: text.indexOf('ret') + 3 }, text: 'rest' }], { by: 'canvas', label: 'Draw' })
    session.changedOutside({ ...file, text: text.replace('ret', 'last').replace('/a', '/b'), hash: 'two' })
  })
  const use = page.getByRole('button', { name: 'Use this text' })
  await use.waitFor()
  expect(await seriousFaults(page)).toEqual([])
  expect(await use.isDisabled()).toBe(true)
  await page.getByRole('group', { name: 'Changed by both' }).getByLabel('Mine', { exact: true }).check()
  await use.click()
  expect(await textOf(page)).toBe(small.replace('ret', 'rest').replace('/a', '/b'))
  expect(await shownOf(page)).toBe(await textOf(page))
  expect(await inPage(page, (source) => source.session().store.getState().base?.hash)).toBe('two')
})

test('nothing breaks the policy of the page, and axe finds nothing serious', async () => {
  for (const theme of ['light', 'dark'] as const) {
    const page = theme === 'light' ? light : await pages.open({ height: 800, theme })
    await showText(page, small)
    await page.locator('.source .cm-content').click()
    await page.locator('.source-fault-error').waitFor()
    await page.keyboard.press('Control+f')
    await page.locator('.cm-panel.cm-search').waitFor()
    expect(await inPage(page, (source) => [...source.violations])).toEqual([])
    expect(await seriousFaults(page)).toEqual([])
  }
})

test('a text of a mebibyte opens and is typed in without waiting', async () => {
  const line = '# a long comment that makes the file large, line by line, as such files are\n'
  const page = await open(small + line.repeat(Math.floor((1_048_576 - small.length) / line.length)))
  await page.locator('.source .cm-line').nth(1).click()
  await page.keyboard.press('End')
  const time = await page.evaluate(() => performance.now())
  await page.keyboard.type('-typed')
  expect((await textOf(page)).slice(0, 40)).toContain('sample-typed')
  expect((await page.evaluate(() => performance.now())) - time).toBeLessThan(4_000)
})
