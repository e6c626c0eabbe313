import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Session } from '../../../editor/session/session.ts'
import { openTestPages, type TestPages } from '../../helpers/open-test-page.ts'
import { still } from '../../e2e/editor-hands.ts'

interface CanvasPage {
  readonly violations: string[]
  open(text: string): void
  /** Shows what became of an earlier text. */
  compare(text: string | undefined): void
  session(): Session
  messages(): readonly string[]
}

let pages: TestPages
let page: Page

beforeAll(async () => {
  pages = await openTestPages(join(import.meta.dirname, 'canvas-page.tsx'), 'canvasPage')
  page = await pages.open()
}, 120_000)

afterAll(() => pages?.close())

afterEach(async () => {
  expect(await inPage((canvas) => canvas.violations.splice(0))).toEqual([])
})

const inPage = <T>(ask: (canvasPage: CanvasPage) => T, at: Page = page): Promise<T> => at.evaluate(`(${ask.toString()})(window.canvasPage)`) as Promise<T>
const textOf = (): Promise<string> => inPage((canvas) => canvas.session().store.getState().text)
const node = (name: string, at: Page = page) => at.locator(`[id="state-${name}"]`)

async function open(text: string, at: Page = page): Promise<void> {
  await at.evaluate((opened) => (globalThis as unknown as { canvasPage: CanvasPage }).canvasPage.open(opened), text)
  await at.locator('.mark-node-start, .canvas-empty').first().waitFor()
  await still(at)
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Chooses the first row that fits in the list that is open. */
async function choose(words: string): Promise<void> {
  await page.getByRole('combobox').fill(words)
  await press('Enter')
}

const small = `chela: 1
name: sample
states:
  # The first.
  look: { call: file.list, with: { folder: "/a" } }
  sure: { confirm: Shall it go on?, yes: tell, no: stop }
  tell: { call: notify.show, with: { text: hello } }
  stop: { end: stopped, because: It was not wanted. }
`

test('a skill is laid out by a worker under the policy of the page: groups hold their states and nothing lies on another', async () => {
  await open(readFileSync('skills/merge-contacts.skill.yaml', 'utf8'))
  await page.locator('.canvas').focus()
  await press('0')
  await node('kept').waitFor()
  const boxes = await page.locator('.react-flow__node').evaluateAll((all) => all.map((one) => ({ id: (one as HTMLElement).dataset['id'] ?? '', box: one.getBoundingClientRect().toJSON() as DOMRect })))
  const box = (id: string): DOMRect => boxes.find((one) => one.id === id)?.box as DOMRect
  for (const inside of ['sure', 'change', 'remove', 'kept', 'problem']) {
    expect(box(inside).left).toBeGreaterThan(box('merge').left)
    expect(box(inside).bottom).toBeLessThan(box('merge').bottom)
  }
  const leaves = boxes.filter(({ id }) => id !== 'merge')
  const touching = leaves.flatMap((a, index) => leaves.slice(index + 1).filter((b) => a.box.left < b.box.right && b.box.left < a.box.right && a.box.top < b.box.bottom && b.box.top < a.box.bottom).map((b) => `${a.id} ${b.id}`))
  expect(touching).toEqual([])
  expect(await page.locator('.way-label').allInnerTexts()).toEqual(expect.arrayContaining(['yes', 'no', 'nobody answers', 'on failure', 'otherwise']))
  expect(await page.locator('.way-catch').count()).toBeGreaterThan(0)
})

test('with keys alone states are added, put into a way, led, renamed, copied and deleted, and all is taken back', async () => {
  await open(small)
  await page.locator('.canvas').focus()
  await press('Home', 'ArrowDown')
  expect(await page.locator('.canvas').getAttribute('aria-activedescendant')).toBe('state-look')
  expect(await page.locator('.canvas > [role=status].hidden-words').innerText()).toContain('Leads to Sure')
  await press('a')
  await choose('wait for a while')
  await node('wait').waitFor()
  await press('F2')
  await page.keyboard.type('breathe')
  await press('Enter')
  await node('breathe').waitFor()
  await press('c')
  await choose('failure')
  await choose('stop')
  await press('ArrowUp', 'i')
  await choose('set variables')
  await node('set').waitFor()
  expect(await textOf()).toContain('  # The first.\n  look: { call: file.list, with: { folder: "/a" } }\n')
  expect(await textOf()).toMatch(/ {2}set:[^]*breathe:\n {4}wait: 5m\n {4}catch: stop\n/)
  await press('Control+c', 'Control+v')
  await node('set_2').waitFor()
  await press('Delete')
  await node('set_2').waitFor({ state: 'detached' })
  await press('d')
  expect(await textOf()).toContain('disabled: true')
  expect(await inPage((canvas) => canvas.messages().filter((message) => message.includes('refused')))).toEqual([])
  await inPage((canvas) => {
    for (let count = 0; count < 20; count++) canvas.session().undo()
  })
  expect(await textOf()).toBe(small)
})

test('the mouse moves a state beside the file only, draws a way, and asks for more in a menu', async () => {
  await open(small)
  const drag = async (from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> => {
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 6 })
    await page.mouse.up()
    await still(page)
  }
  const middle = async (name: string): Promise<{ x: number; y: number }> => {
    const box = await node(name).boundingBox()
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
  }
  const tell = await middle('tell')
  await drag(tell, { x: tell.x - 200, y: tell.y + 10 })
  expect(await textOf()).toBe(small)
  expect(await inPage((canvas) => Object.keys((canvas.session().store.getState().sidecar as { positions: object }).positions))).toEqual(['tell'])
  await page.getByRole('button', { name: 'Tidy up (T)' }).click()
  expect(await inPage((canvas) => canvas.session().store.getState().sidecar)).toEqual({})
  await still(page)
  await node('look').click()
  await still(page)
  const outlet = await page.locator('.outlet-catch').boundingBox()
  await drag({ x: (outlet?.x ?? 0) + 8, y: (outlet?.y ?? 0) + 8 }, await middle('stop'))
  expect(await textOf()).toBe(small.replace('{ folder: "/a" } }', '{ folder: "/a" }, catch: stop }'))
  await page.locator('.way-label-yes .way-words').click()
  await still(page)
  const yes = await page.locator('.react-flow__edgeupdater-target').boundingBox()
  await drag({ x: (yes?.x ?? 0) + (yes?.width ?? 0) / 2, y: (yes?.y ?? 0) + 2 }, await middle('stop'))
  expect(await textOf()).toContain('yes: stop')
  expect(await page.getByRole('combobox').count()).toBe(0)
  await node('look').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Disable' }).click()
  expect(await textOf()).toContain('disabled: true')
})

test('a text that can not be read keeps its last picture and says so; a refusal is told', async () => {
  await open(small)
  await inPage((canvas) => canvas.session().edit([{ range: { start: 0, end: 0 }, text: '{ [\n' }], { label: 'Typing', by: 'source' }))
  await page.getByText('This is the last picture.').waitFor()
  expect(await node('tell').count()).toBe(1)
  await node('tell').click()
  await press('Delete')
  expect((await inPage((canvas) => canvas.messages())).at(-1)).toContain('The text can not be read as it stands')
})

test('nothing serious is in the way of assistive programs, and hostile words are only words', async () => {
  await open(small.replace('Shall it go on?', '"<img src=x onerror=alert(1)>"'))
  expect(await node('sure').innerText()).toContain('<img src=x onerror=alert(1)>')
  await node('sure').click()
  const found = await new AxeBuilder({ page }).analyze()
  expect(found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
})

test('a run lights up its states, and nothing can be changed while one looks on', async () => {
  const watched = await pages.open({ place: '#running' })
  await open(small, watched)
  await node('tell', watched).waitFor()
  expect(await watched.locator('.state-light-active, .state-light-done, .state-light-failed').allInnerTexts()).toHaveLength(3)
  expect(await node('tell', watched).getAttribute('class')).toContain('state-current')
  await watched.locator('.canvas').focus()
  await watched.keyboard.press('a')
  expect(await watched.getByRole('combobox').count()).toBe(0)
})

test('an update is one picture: what is gone is a ghost in its old place, and words say what became of each', async () => {
  const before = 'chela: 1\nname: d\nstates:\n  look: { wait: 1s, catch: told }\n  many: { wait: 2s }\n  old: { states: { inner: { wait: 1s } } }\n  told: { wait: 3s }\n  finished: { end: done }\n'
  await open('chela: 1\nname: d\nstates:\n  look: { wait: 1s }\n  fresh: { wait: 2s }\n  told: { wait: 3s }\n  finished: { end: done }\n')
  await page.evaluate((text) => (globalThis as unknown as { canvasPage: CanvasPage }).canvasPage.compare(text), before)
  await node('old').waitFor()
  await still(page)
  const looks = async (name: string) => node(name).evaluate((element) => ({ border: getComputedStyle(element).borderStyle, line: getComputedStyle(element.querySelector('.state-title') as Element).textDecorationLine, top: element.getBoundingClientRect().top }))
  for (const name of ['many', 'old', 'inner']) expect(await looks(name)).toMatchObject({ border: 'dashed', line: 'line-through' })
  expect((await looks('fresh')).border).toBe('solid')
  const tops = await Promise.all(['look', 'many', 'old', 'inner', 'told'].map(async (name) => (await looks(name)).top))
  expect(tops).toEqual(tops.toSorted((a, b) => a - b))
  expect(await node('many').getAttribute('aria-label')).toBe('Many, waits. Removed. Wait 2s. Leads to Old (removed).')
  expect(await node('look').getAttribute('aria-label')).toBe('Look, waits. Changed. Wait 1s. Leads to Fresh (added); Many (removed); Told, on failure (removed).')
  expect(await page.locator('.way-label-removed').allTextContents()).toEqual(['on failure (removed)'])
  await page.locator('.canvas').focus()
  for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
  await page.locator('.canvas [role=status]', { hasText: 'Many, waits. Removed.' }).waitFor({ state: 'attached' })
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const found = await new AxeBuilder({ page }).analyze()
    expect(found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  }
  await page.evaluate(() => (globalThis as unknown as { canvasPage: CanvasPage }).canvasPage.compare(undefined))
})
