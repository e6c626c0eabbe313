import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { scriptedModel } from '../helpers/scripted-model.ts'
import { drawn, save } from './editor-hands.ts'
import { story, useMachine } from './serve-editor.ts'

const machine = useMachine()

const note = (folder: string): string => `chela: 1
name: write-note
title: Write a note
examples: ["write a note that says {text}"]
inputs:
  text: string
  folder: { type: string, format: path, default: ${folder} }
uses:
  file.list: { folder: "\${ input.folder }" }
  file.write: { path: "\${ input.folder }" }
states:
  look: { call: file.list, with: { folder: "\${ input.folder }" } }
  write: { call: file.write, with: { path: "\${ input.folder }/asked.txt", text: "\${ input.text }" } }
  finished: { end: done }
`

story('a sentence becomes a proposal with contract and picture, is rehearsed, runs under the contract, and shows its ledger', async () => {
  machine.skill('write-note', note(machine.folder))
  const page = await machine.open()
  await page.getByLabel('What is to be done?').fill('write a note that says hello')
  await page.keyboard.press('Enter')
  const talk = page.getByRole('dialog', { name: 'Ask in words' })
  await talk.getByText('No model was used.').waitFor()
  await talk.getByText('from your words').waitFor()
  await drawn(page)
  expect(await talk.getByRole('button', { name: 'Run', exact: true }).isDisabled()).toBe(true)
  await talk.getByRole('button', { name: 'Accept the skill' }).click()
  await talk.getByRole('button', { name: 'Rehearse' }).click()
  await talk.getByText('It would do one deed and end as done.').waitFor()
  expect(existsSync(join(machine.folder, 'asked.txt'))).toBe(false)
  await talk.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('button', { name: 'Intent' }).click()
  await page.locator('.run-intent', { hasText: 'file.write' }).waitFor()
  expect(readFileSync(join(machine.folder, 'asked.txt'), 'utf8')).toBe('hello')
})

story('what is taken out of the contract is denied, and Ctrl+K asks from anywhere', async () => {
  machine.skill('write-note', note(machine.folder))
  const page = await machine.open({ place: '/runs' })
  await page.getByRole('heading', { name: 'Runs' }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByLabel('What is to be done?').waitFor()
  await page.getByRole('button', { name: 'tidy my downloads' }).waitFor()
  await page.keyboard.type('write a note that says bye')
  await page.keyboard.press('Enter')
  const talk = page.getByRole('dialog', { name: 'Ask in words' })
  await talk.getByRole('checkbox', { name: /file\.write/ }).uncheck()
  const accept = talk.getByRole('button', { name: 'Accept the skill' })
  if (await accept.isVisible()) await accept.click()
  await talk.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('button', { name: 'Intent' }).click()
  await page.locator('.run-intent', { hasText: 'denied (contract)' }).waitFor()
  expect(existsSync(join(machine.folder, 'asked.txt')) && readFileSync(join(machine.folder, 'asked.txt'), 'utf8')).not.toBe('bye')
})

story('a run that waits is held to another contract when the person says so', async () => {
  const later = note(machine.folder).replaceAll('write-note', 'write-later').replace('write a note that says', 'write later that it is').replace('  write: {', '  gate: { wait: { for: go } }\n  write: {').replace('asked.txt', 'later.txt')
  machine.skill('write-later', later)
  const page = await machine.open()
  await page.getByLabel('What is to be done?').fill('write later that it is good')
  await page.keyboard.press('Enter')
  const talk = page.getByRole('dialog', { name: 'Ask in words' })
  await talk.getByLabel('At most this many deeds in all, looking counted too:').fill('1')
  await talk.getByRole('button', { name: 'Accept the skill' }).click()
  await talk.getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('button', { name: 'Intent' }).click()
  await page.getByRole('button', { name: 'Change what it may do' }).click()
  await page.getByRole('button', { name: 'Lift this limit' }).click()
  await page.getByRole('button', { name: 'Hold the run to this' }).click()
  await page.getByRole('button', { name: 'Change what it may do' }).waitFor()
  await page.getByRole('button', { name: /Send/ }).first().click()
  await page.locator('.run-intent', { hasText: /done, in write file\.write/ }).waitFor()
  expect(readFileSync(join(machine.folder, 'later.txt'), 'utf8')).toBe('good')
})

story('a sentence changes the open skill in pieces; only what is taken is changed, and undo takes it back', async () => {
  const before = note(machine.folder)
  const after = before.replace('title: Write a note', 'title: Put down a note').replace('examples:', 'description: Short.\nexamples:').replace('asked.txt', 'other.txt')
  const model = await scriptedModel({ script: { steps: [{ when: 'Change the skill', answer: { skill: after } }] } })
  try {
    chmodSync(machine.write('chela/model.json', JSON.stringify({ profile: 'custom', url: model.url, name: 'scripted', local: true })), 0o600)
    const page = await machine.open({ place: machine.skill('write-note', before) })
    await page.getByRole('button', { name: 'Change in words' }).click()
    const talk = page.getByRole('dialog', { name: 'Change in words' })
    await talk.getByLabel('What is to be different?').fill('call it otherwise, and write to another file')
    await page.keyboard.press('Enter')
    await talk.getByRole('checkbox').first().waitFor()
    expect(await talk.getByRole('checkbox').count()).toBe(2)
    await talk.getByRole('checkbox').nth(1).uncheck()
    await talk.getByRole('button', { name: 'Take 1 of 2' }).click()
    await save(page)
    expect(machine.textOf('write-note')).toBe(after.replace('other.txt', 'asked.txt'))
    await page.getByRole('button', { name: /^Undo/ }).click()
    await save(page)
    expect(machine.textOf('write-note')).toBe(before)
  } finally {
    await model.close()
  }
})
