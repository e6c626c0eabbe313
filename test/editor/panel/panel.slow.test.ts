import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { shippedSkills, viewOf } from '../../helpers/editor-knowledge.ts'
import type { TestPages } from '../../helpers/open-test-page.ts'
import { inPanel, openPanelPages, showForm } from './open-panel-page.ts'

let pages: TestPages
let page: Page

beforeAll(async () => {
  pages = await openPanelPages()
  page = await pages.open({ width: 420 })
}, 120_000)

afterAll(() => pages?.close())

const textOf = (): Promise<string> => inPanel(page, (panel) => panel.session().store.getState().text)
const stepsOf = (): Promise<number> => inPanel(page, (panel) => panel.session().store.getState().history.past.length)

const small = `chela: 1
name: sample
title: Sample   # kept
inputs:
  folder: { type: string, format: path, default: /a }
uses: { file.list: {}, file.move: {} }
states:
  # the first
  look:
    call: file.list
    with: { folder: "\${ input.folder }",  depth: 2 }   # odd spacing
  choose_one:
    choose:
      - if: look.files.size() > 2
        next: done
      - next: wait_a_bit
  wait_a_bit:
    wait: 5m
  done:
    end: done
    output: { all: "\${ look.files.size() }" }
`

test('going through all fields of every form of a skill changes nothing', async () => {
  for (const name of ['tidy-folder']) {
    const text = shippedSkills.get(name) ?? ''
    await showForm(page, text)
    const names = [...viewOf(text).flow.states.values()].map(({ key }) => key)
    await inPanel(page, async (panel, states: readonly string[]) => {
      const frame = (): Promise<unknown> => new Promise((done) => setTimeout(done, 0))
      for (const state of ['', ...states]) {
        panel.session().select(state === '' ? [] : [state])
        await frame()
        for (let round = 0; round < 3; round++) {
          for (const details of document.querySelectorAll<HTMLDetailsElement>('.panel details:not([open])')) details.open = true
          await frame()
        }
        for (const control of document.querySelectorAll<HTMLElement>('.panel :is(input[type=text], textarea, select)')) {
          control.focus()
          control.blur()
        }
        for (const text of document.querySelectorAll<HTMLElement>('.panel .expression-control-text')) text.focus()
        await frame()
        for (const host of document.querySelectorAll<HTMLElement>('.panel .expression-field-code')) {
          const content = host.shadowRoot?.querySelector<HTMLElement>('.cm-content')
          content?.focus()
          content?.blur()
        }
      }
    }, names)
    expect(await textOf()).toBe(text)
    expect(await stepsOf()).toBe(0)
  }
})

test('a text is written when its field is left, as one step, and nothing else changes', async () => {
  await showForm(page, small)
  await page.getByLabel('Title', { exact: true }).fill('Another')
  expect(await textOf()).toBe(small)
  await page.keyboard.press('Tab')
  expect(await textOf()).toBe(small.replace('title: Sample ', 'title: Another '))
  expect(await stepsOf()).toBe(1)
  await page.getByLabel('Title', { exact: true }).fill('Not this')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  expect(await stepsOf()).toBe(1)
})

test('an argument is changed in its place, and emptied it goes away', async () => {
  await showForm(page, small, ['look'])
  await page.getByLabel('depth', { exact: true }).fill('3')
  await page.keyboard.press('Enter')
  expect(await textOf()).toBe(small.replace('depth: 2', 'depth: 3'))
  await page.getByLabel('depth', { exact: true }).fill('deep')
  await page.keyboard.press('Enter')
  expect(await page.getByRole('alert').allTextContents()).toContainEqual(expect.stringContaining('is no number'))
  await page.getByLabel('depth', { exact: true }).fill('')
  await page.keyboard.press('Enter')
  expect(await textOf()).not.toContain('depth')
})

test('a plain value becomes an expression with its names checked', async () => {
  await showForm(page, small, ['look'])
  await page.getByRole('button', { name: 'depth: expression' }).click()
  const field = page.getByRole('textbox', { name: 'depth', exact: true })
  await field.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('$')
  await page.keyboard.type('{ inpt.folder')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').filter({ hasText: 'inpt' }).waitFor()
  expect(await textOf()).toContain('${ inpt.folder')
  expect(await stepsOf()).toBe(1)
})

test('a tool is found by its words with the keyboard, and its arguments appear', async () => {
  await showForm(page, small, ['wait_a_bit'])
  await page.getByLabel('Does', { exact: true }).selectOption('call')
  await page.getByRole('combobox', { name: 'Search' }).fill('move file')
  await page.keyboard.press('Enter')
  await page.getByText('required', { exact: true }).nth(2).waitFor()
  expect(await textOf()).toContain('  wait_a_bit:\n    call: file.move\n    with:')
  expect(await stepsOf()).toBe(1)
})

test('a name changes wherever it is used, and a name that can not be is refused at its field', async () => {
  await showForm(page, small, ['look'])
  await page.getByLabel('Name', { exact: true }).fill('see')
  await page.keyboard.press('Tab')
  expect(await textOf()).toBe(small.replace('  look:', '  see:').replaceAll('look.files', 'see.files'))
  await page.getByLabel('Name', { exact: true }).fill('done')
  await page.keyboard.press('Tab')
  expect(await page.getByRole('alert').allTextContents()).toContainEqual(expect.stringContaining('There is a state "done" already.'))
})

test('a state edited as YAML keeps the bytes of all that is not changed', async () => {
  await showForm(page, small, ['look'])
  await page.getByRole('button', { name: 'Edit as YAML' }).click()
  const code = page.getByRole('textbox', { name: 'State as YAML' })
  await code.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('\nnote: new')
  await page.getByRole('button', { name: 'Take over' }).click()
  expect(await textOf()).toBe(small.replace('# odd spacing\n', '# odd spacing\n    note: new\n'))
})

test('a fault stands at its field with its fix', async () => {
  await showForm(page, small.replace('next: done', 'next: donee'), ['choose_one'])
  const fault = page.getByRole('alert').filter({ hasText: 'donee' })
  await fault.waitFor()
  await fault.getByRole('button').click()
  expect(await textOf()).toBe(small)
})

test('branches are moved, several states are wrapped, and one history takes all back', async () => {
  await showForm(page, small, ['choose_one'])
  await page.getByRole('button', { name: 'Move branch 1 down' }).click()
  expect(await textOf()).toContain('    choose:\n      - next: wait_a_bit\n      - if: look.files.size() > 2\n')
  await inPanel(page, (panel) => panel.session().select(['wait_a_bit', 'done']))
  await page.getByRole('button', { name: 'a group' }).click()
  expect(await textOf()).toContain('  group:\n    states:\n')
  await inPanel(page, (panel) => (panel.session().undo(), panel.session().undo()))
  expect(await textOf()).toBe(small)
})

test('several states are switched off, and become a skill of their own', async () => {
  const steps = 'chela: 1\nname: sample\nstates:\n  a: { wait: 1s }\n  b: { wait: 2s }\n  c:\n    end: done\n'
  await showForm(page, steps, ['a', 'b'])
  await page.getByRole('button', { name: 'Disable' }).click()
  expect(await textOf()).toContain('a: { wait: 1s, disabled: true }\n  b: { wait: 2s, disabled: true }')
  await page.getByRole('button', { name: 'Enable' }).click()
  await page.getByLabel('Name of the new skill').fill('wait-twice')
  await page.keyboard.press('Enter')
  await expect.poll(textOf).toContain('run: wait-twice')
  expect(await inPanel(page, async (panel) => (await panel.workspace.desk).read('mine/wait-twice').then((file) => file?.text))).toContain('wait: 2s')
})

test('a way has a form of its own', async () => {
  await showForm(page, small, [], 'choose_one branch 0')
  await page.getByLabel('Leads to', { exact: true }).selectOption('wait_a_bit')
  expect(await textOf()).toBe(small.replace('next: done', 'next: wait_a_bit'))
})

test('a text that can not be read shows why instead of a form', async () => {
  await showForm(page, small)
  await inPanel(page, (panel) => panel.session().edit([{ range: { start: 0, end: 0 }, text: '{' }], { by: 'test', label: 'Break' }))
  await page.getByText('The text can not be read as it stands').waitFor()
  await inPanel(page, (panel) => panel.session().undo())
  await page.getByLabel('Title', { exact: true }).waitFor()
})

const looks: readonly (readonly ['light' | 'dark', readonly (readonly string[])[]])[] = [['light', [[], ['done']]], ['dark', [['anything_old'], ['look', 'move']]]]

test.each(looks)('forms fit 360 pixels, have names for all, and break no rule of the page, %s', async (theme, shown) => {
  const narrow = await pages.open({ width: 360, theme })
  const tidy = shippedSkills.get('tidy-folder') ?? ''
  for (const states of shown) {
    await showForm(narrow, tidy, states)
    await narrow.evaluate(() => document.querySelectorAll<HTMLDetailsElement>('.state-form > details').forEach((details) => (details.open = true)))
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    const { violations } = await new AxeBuilder({ page: narrow }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([])
  }
  expect(await inPanel(narrow, (panel) => panel.violations)).toEqual([])
  await narrow.close()
})
