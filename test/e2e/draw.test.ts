import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { drag, drawn, kept, middleOf, node, press, save, tabTo } from './editor-hands.ts'
import { story, useMachine } from './serve-editor.ts'

const machine = useMachine()

story('a skill of eight states is drawn from nothing with the mouse, and again with the keyboard alone: the files are the same', async () => {
  const page = await machine.open()
  await drawWithMouse(page)
  await page.goto(`${machine.address()}/#/library`)
  await drawWithKeys(page)
  const [mouse, keys] = [machine.textOf('my-skill'), machine.textOf('my-skill-2')]
  expect(keys.replace('my-skill-2', 'my-skill').replace('My skill 2', 'My skill')).toBe(mouse)
  expect([...mouse.matchAll(/^ {2}([a-z_]+):/gm)].map(([, name]) => name)).toEqual(['look', 'choose', 'confirm', 'show', 'wait', 'finished', 'stopped', 'failed'])
  expect(mouse).toMatch(/ {2}look:\n {4}call: file\.list\n[^]* {4}catch: failed\n/)
  expect(mouse).toMatch(/choose:\n {6}- if: false\n {8}next: wait\n/)
  expect(mouse).toMatch(/ {2}confirm:\n {4}confirm: .+\n {4}no: stopped\n/)
})

async function drawWithMouse(page: Page): Promise<void> {
  const chosen = async (row: RegExp): Promise<void> => page.getByRole('option', { name: row }).first().click()
  const outlet = async (name: string, kind: string): Promise<{ readonly x: number; readonly y: number }> => {
    await node(page, name).click({ position: { x: 40, y: 12 } })
    const box = await page.locator(`.outlet-${kind}`).boundingBox()
    return { x: (box?.x ?? 0) + 8, y: (box?.y ?? 0) + 8 }
  }
  const add = async (row: RegExp, name: string): Promise<void> => {
    await page.getByTitle('Add a state (A)').click()
    await chosen(row)
    await node(page, name).waitFor()
  }
  const ground = async (): Promise<{ readonly x: number; readonly y: number }> => {
    const box = await page.locator('.canvas').boundingBox()
    return { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
  }
  await page.getByRole('button', { name: 'New skill' }).first().click()
  await page.getByRole('button', { name: 'Make it' }).click()
  await drawn(page)
  await node(page, 'finished').waitFor()
  const way = await middleOf(page.locator('.way .react-flow__edge-interaction').first())
  await page.mouse.move(way.x, way.y)
  await page.getByRole('button', { name: 'Put a state into this way' }).click()
  await chosen(/file\.list\b/)
  await node(page, 'list').waitFor()
  await add(/^Choose/, 'choose')
  await add(/^Confirm/, 'confirm')
  await add(/notify\.show/, 'show')
  await add(/^Wait Waits for a while/, 'wait')
  await page.getByRole('button', { name: 'Show all (0)' }).click()
  await drag(page, await outlet('confirm', 'no'), await ground())
  await chosen(/^End: stopped/)
  await node(page, 'stopped').waitFor()
  await drag(page, await outlet('list', 'catch'), await ground())
  await chosen(/^End: failed/)
  await node(page, 'failed').waitFor()
  await drag(page, await outlet('choose', 'branch'), await middleOf(node(page, 'wait')))
  await node(page, 'list').click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Rename/ }).click()
  await page.keyboard.type('look\n')
  await node(page, 'look').waitFor()
  await page.getByTitle('Save (Ctrl+S)').click()
  await kept(page)
}

async function drawWithKeys(page: Page): Promise<void> {
  const choose = async (words: string): Promise<void> => {
    await page.locator('.chooser-field input').waitFor()
    await page.keyboard.type(words)
    await press(page, 'Enter')
  }
  const add = async (words: string, name: string): Promise<void> => {
    await press(page, 'a')
    await choose(words)
    await node(page, name).waitFor()
  }
  /** Draws a way from the state that is selected. */
  const lead = async (outlet: string, to: string): Promise<void> => {
    await press(page, 'c')
    await choose(outlet)
    await choose(to)
  }
  await tabTo(page, /^New skill/)
  await press(page, 'Enter')
  await tabTo(page, /^Make it/)
  await press(page, 'Enter')
  await drawn(page)
  await node(page, 'finished').waitFor()
  await tabTo(page, /^Picture of the skill/)
  await press(page, 'Home', 'i')
  await choose('file.list')
  await node(page, 'list').waitFor()
  await add('takes the first way', 'choose')
  await add('asks the person for a yes', 'confirm')
  await add('notify.show', 'show')
  await add('waits for a while', 'wait')
  await press(page, 'End')
  await add('end: stopped', 'stopped')
  await add('end: failed', 'failed')
  await press(page, 'Home', 'ArrowDown')
  await lead('on failure', 'failed')
  await press(page, 'ArrowDown', 'ArrowDown')
  await lead('no', 'stopped')
  await press(page, 'ArrowUp')
  await lead('when', 'wait')
  await press(page, 'Home', 'ArrowDown', 'F2')
  await page.keyboard.type('look\n')
  await node(page, 'look').waitFor()
  await save(page)
}
