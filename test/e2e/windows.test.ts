import { expect } from 'vitest'
import { drawn, node, press, save } from './editor-hands.ts'
import { story, useMachine } from './serve-editor.ts'

const machine = useMachine()
const text = 'chela: 1\nname: pair\ntitle: Pair\nstates:\n  first: { wait: 1s }\n  second: { wait: 2s }\n  third: { wait: 3s }\n  done: { end: done }\n'

story('two windows on one skill show the same: what one saves is drawn in the other', async () => {
  const place = machine.skill('pair', text)
  const [one, two] = await Promise.all([machine.open({ place }), machine.open({ place })])
  await Promise.all([drawn(one), drawn(two)])
  await node(one, 'first').click()
  await press(one, 'F2')
  await one.keyboard.type('begin\n')
  await node(one, 'begin').waitFor()
  expect(await node(two, 'begin').count()).toBe(0)
  await save(one)
  await node(two, 'begin').waitFor()
  await two.locator('.skill-kept', { hasText: /^Saved/ }).waitFor()
})

story('a file that another hand changed meanwhile is never overwritten: the parts are chosen, then saved', async () => {
  const name = 'contested'
  const mine = text.replace('name: pair', `name: ${name}`)
  const page = await machine.open({ place: machine.skill(name, mine) })
  await drawn(page)
  await node(page, 'first').click()
  await press(page, 'F2')
  await page.keyboard.type('mine\n')
  await node(page, 'mine').waitFor()
  const theirs = mine.replace('first: { wait: 1s }', 'theirs: { wait: 9s }').replace('wait: 3s', 'wait: 33s')
  machine.skill(name, theirs)
  const dialog = page.getByRole('dialog', { name: 'The file was changed elsewhere too' })
  await dialog.waitFor()
  expect(machine.textOf(name)).toBe(theirs)
  expect(await dialog.getByRole('button', { name: 'Use this text' }).isDisabled()).toBe(true)
  await dialog.getByText('Changed by both').waitFor()
  await dialog.locator('.conflict-dialog-undecided').getByLabel('Mine', { exact: true }).check()
  await dialog.getByRole('button', { name: 'Use this text' }).click()
  await save(page)
  expect(machine.textOf(name)).toBe(mine.replace('first:', 'mine:').replace('wait: 3s', 'wait: 33s'))
})

story('a file that another program changes shows up by itself where nothing was changed here', async () => {
  const name = 'watched'
  const page = await machine.open({ place: machine.skill(name, text.replace('name: pair', `name: ${name}`)) })
  await drawn(page)
  machine.skill(name, machine.textOf(name).replace('second:', 'seconds:'))
  await node(page, 'seconds').waitFor()
})
