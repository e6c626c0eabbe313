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
