import { expect } from 'vitest'
import { drawn, node } from './editor-hands.ts'
import { story, useMachine } from './serve-editor.ts'

const machine = useMachine()

story('the library shows what came with Chela, and a skill opens as picture, text and form', async () => {
  const page = await machine.open()
  await page.getByRole('link', { name: /Tidy/ }).first().click()
  await drawn(page)
  expect(page.url()).toContain('#/skill/shipped%2Ftidy-folder/edit')
  expect(page.url()).not.toContain('token')
  for (const pane of ['Picture', 'Text', 'Form']) expect(await page.getByRole('region', { name: pane, exact: true }).count()).toBe(1)
  await node(page, 'move').waitFor()
})

story('who is new is led from the first steps over the report to a rehearsal, and sees them no more once something has run', async () => {
  const page = await machine.open()
  await page.getByRole('button', { name: 'Begin with “Tidy a folder”' }).click()
  await page.getByText('You have not accepted this text').waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0)
  await page.getByTitle('Run this skill').click()
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.activeElement?.textContent === 'Run')
  await page.getByTitle('Run this skill').click()
  await page.getByRole('dialog', { name: 'Run Tidy a folder' }).getByLabel('Folder').fill(machine.folder)
  await page.getByText('Its report comes first').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('button', { name: 'Accept this report' }).click()
  await page.waitForFunction(() => document.activeElement?.textContent === 'You accepted this text')
  await page.getByRole('button', { name: 'Rehearse it' }).click()
  expect(await page.locator('main').getByLabel('Folder').inputValue()).toBe(machine.folder)
  await page.getByTitle('Run this skill').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('region', { name: 'How it ended' }).waitFor()
  await page.getByRole('link', { name: 'Skills' }).click()
  await page.getByRole('link', { name: /Tidy/ }).first().waitFor()
  expect(await page.getByRole('region', { name: 'First steps' }).count()).toBe(0)
})
