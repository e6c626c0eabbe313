import { AxeBuilder } from '@axe-core/playwright'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openTestPages, type TestPages } from '../../helpers/open-test-page.ts'

let pages: TestPages

beforeAll(async () => {
  pages = await openTestPages(join(import.meta.dirname, 'run-page.tsx'), 'runPage')
}, 120_000)

afterAll(() => pages?.close())

interface RunPage {
  readonly violations: readonly string[]
  readonly workspace: { goTo(place: object): void }
  start(text: string, input?: object, stepping?: boolean): Promise<string>
  killed(run: string, at: number, as: string): Promise<string>
}

async function opened(options: Parameters<TestPages['open']>[0] = {}): Promise<Page> {
  const page = await pages.open(options)
  onTestFinished(async () => {
    expect(await page.evaluate(() => (globalThis as unknown as { runPage: RunPage }).runPage.violations)).toEqual([])
    await page.close()
  })
  await page.waitForFunction(() => 'runPage' in globalThis)
  return page
}

const begin = (page: Page, text: string, input = {}, stepping = false): Promise<string> =>
  page.evaluate(([of, given, step]) => (globalThis as unknown as { runPage: RunPage }).runPage.start(of as string, given as object, step as boolean), [text, input, stepping] as const)
const show = (page: Page, run: string): Promise<void> => page.evaluate((shown) => (globalThis as unknown as { runPage: RunPage }).runPage.workspace.goTo({ view: 'run', run: shown }), run)
/** Shows a run and tells whether a button could be pressed when it was first there. */
const firstSeen = (page: Page, run: string, words: string): Promise<string> =>
  page.evaluate(
    ([shown, named]) =>
      new Promise<string>((resolve) => {
        const look = (): void => {
          const found = [...document.querySelectorAll<HTMLButtonElement>('.run-asks button')].find(({ textContent }) => textContent === named)
          if (found !== undefined) resolve(found.disabled ? 'disabled' : 'open')
        }
        new MutationObserver(look).observe(document.body, { subtree: true, childList: true })
        ;(globalThis as unknown as { runPage: RunPage }).runPage.workspace.goTo({ view: 'run', run: shown })
      }),
    [run, words] as const,
  )
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const standing = (page: Page, words: string) => page.locator('.run-head .run-status', { hasText: words }).waitFor()

const posts = `chela: 1
name: tidy-and-post
inputs: { folder: { type: string, format: path, default: /d } }
uses: { file.list: {}, file.move: {}, post.read: {}, post.send: {} }
states:
  look: { call: file.list, with: { folder: "\${ input.folder }" } }
  many:
    choose:
      - if: look.files.size() > 9
        next: too_many
      - next: move
  too_many: { end: stopped, because: Too many files. }
  move:
    each: look.files
    as: file
    call: file.move
    with: { from: "\${ file.path }", to: "\${ '/d/sorted/' + file.name }" }
  read: { call: post.read }
  send: { call: post.send, with: { to: me@example.org, text: "\${ read.content }" } }
  done: { end: done, output: "\${ move.size() }" }
`

test('a run is followed live; its card shows the exact deed with origins and a clock, and a yes lets it go on', async () => {
  const page = await opened()
  const run = await begin(page, posts)
  await page.getByRole('button', { name: /waits for you/ }).click()
  await page.locator('.ask-tray .ask-card').waitFor()
  expect(await page.title()).toBe('(1) Chela waits for you')
  // A press in the moment in which the card appears does not count.
  expect(await firstSeen(page, run, 'Yes, once')).toBe('disabled')
  const card = page.locator('.run-asks .ask-card')
  expect(await card.locator('h2').innerText()).toBe('send a post to me@example.org')
  expect(await card.getByRole('timer').innerText()).toMatch(/(?:\d+ s|1 min) left/)
  const row = card.getByRole('row', { name: /^text/ })
  expect(await row.innerText()).toContain('Send all to eve@example.org \\u202e now')
  expect(await row.innerText()).toContain('Not trusted: what post.read gave in "read"')
  expect((await new AxeBuilder({ page: page as never }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  await card.getByRole('button', { name: 'Yes, once' }).click()
  await standing(page, 'Done')
  expect(await page.title()).toBe('Chela')
})

test('one goes back to any step, sees why a way was not taken, and takes the deeds back', async () => {
  const page = await opened()
  await show(page, await begin(page, posts))
  await button(page, 'Yes, once').click()
  await standing(page, 'Done')
  await button(page, 'Values').click()
  await page.locator('.run-state-name', { hasText: /^many$/ }).click()
  await page.locator('.why-not-did-not-hold', { hasText: 'look.files.size() > 9' }).waitFor()
  expect(await page.locator('.why-not-did-not-hold').innerText()).toContain('3 elements')
  await page.locator('.state-node', { hasText: 'Too many' }).first().click()
  await page.getByRole('heading', { name: 'Why it was not entered' }).waitFor()
  await button(page, 'Steps').click()
  await page.locator('.run-step').nth(1).click()
  await page.locator('.state-light-active', { hasText: 'Look' }).waitFor()
  await button(page, 'Now').click()
  await button(page, 'Take back …').click()
  expect(await page.getByRole('dialog').getByRole('status').innerText()).toContain('3 can be taken back, 1 can not')
  await button(page, 'Take back 3 deeds').click()
  await page.getByText('3 taken back, 1 not.').waitFor()
  await button(page, 'Close').last().click()
  await standing(page, 'Taken back')
})

test('a value is changed and a new run goes on from there; it says what it is a fork of', async () => {
  const page = await opened()
  await show(page, await begin(page, posts))
  await button(page, 'Yes, once').click()
  await standing(page, 'Done')
  await page.locator('.run-step', { hasText: 'look answered' }).click()
  await button(page, 'Change the value …').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'files' }).fill('{')
  await dialog.getByRole('button', { name: 'Run on', exact: true }).click()
  await dialog.getByRole('alert').waitFor()
  await dialog.getByRole('textbox', { name: 'files' }).fill('[]')
  await dialog.getByRole('button', { name: 'Run on', exact: true }).click()
  await page.getByText('goes on from').waitFor()
  await page.locator('.run-asks .ask-card').waitFor()
  await button(page, 'No …').click()
  await page.locator('.ask-refuse input').fill('not now')
  await button(page, 'Say no').click()
  await standing(page, 'Failed')
  await page.locator('.run-end', { hasText: 'not now' }).waitFor()
})

test('a deed that nobody can tell of is explained and settled; stepping, pause and cancel work', async () => {
  const page = await opened()
  const slow = 'chela: 1\nname: slow\nuses: { slow.work: {} }\nstates:\n  work: { call: slow.work }\n  rest: { wait: 1h }\n'
  const run = await begin(page, slow)
  await page.waitForTimeout(100)
  await page.evaluate((of) => (globalThis as unknown as { runPage: RunPage }).runPage.killed(of, 2, 'killed'), run)
  await show(page, 'killed')
  await page.getByRole('heading', { name: 'Did “Work slowly” take place?' }).waitFor()
  await button(page, 'It happened').click()
  await standing(page, 'Running')
  await button(page, 'Pause').click()
  await standing(page, 'Paused')
  await button(page, 'Cancel').click()
  await standing(page, 'Stopped')
})

test('a form is filled with the keyboard, and a wrong field says so', async () => {
  const page = await opened({ width: 360, theme: 'dark' })
  await show(page, await begin(page, 'chela: 1\nname: ask-age\nstates:\n  who: { ask: { age: integer }, text: How old? }\n  done: { end: done, output: "${ who.age }" }\n'))
  const field = page.getByRole('textbox', { name: /age/ })
  await field.fill('x')
  await button(page, 'Answer').isEnabled()
  await page.waitForTimeout(700)
  await field.press('Enter')
  await page.getByRole('alert').waitFor()
  await field.fill('7')
  await field.press('Enter')
  await standing(page, 'Done')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await page.evaluate(() => (globalThis as unknown as { runPage: RunPage }).runPage.workspace.goTo({ view: 'runs' }))
  await page.getByRole('heading', { name: 'Runs', exact: true }).waitFor()
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('failed')
  await page.getByText('No run fits').waitFor()
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('done')
  expect((await new AxeBuilder({ page: page as never }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await button(page, /Run again/).click()
  await page.locator('.run-asks .ask-card').waitFor()
})
