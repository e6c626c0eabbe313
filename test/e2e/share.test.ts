import { expect } from 'vitest'
import { drawn, node } from './editor-hands.ts'
import { story, useMachine } from './serve-editor.ts'

const machine = useMachine()
const odd = '# A stranger\'s.\nchela: 1\nname: from-afar\ntitle: "From afar"  # odd\nuses: { notify.show: {} }\nstates:\n    tell:   { call: notify.show, with: { text: hi } }\n    done: { end: done }\n'

story('a file that is dragged in is shown first, can do nothing, and is kept byte for byte', async () => {
  const page = await machine.open()
  await page.getByRole('heading', { name: 'Skills', exact: true }).waitFor()
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], 'from-afar.skill.yaml', { type: 'text/yaml' }))
    return transfer
  }, odd)
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data })
  await page.getByText('Drop a skill file to look at it').waitFor()
  await page.dispatchEvent('body', 'drop', { dataTransfer: data })
  await page.getByRole('heading', { name: 'From afar' }).waitFor()
  expect(await page.getByTitle('Run this skill').count()).toBe(0)
  await page.getByRole('button', { name: 'Picture' }).click()
  await node(page, 'tell').waitFor()
  await page.getByRole('button', { name: 'Keep …' }).click()
  await page.getByRole('button', { name: 'Keep it' }).click()
  await page.waitForURL(/skill\/mine%2Ffrom-afar\/report/)
  await page.getByText('You have not accepted this text').waitFor()
  expect(machine.textOf('from-afar')).toBe(odd)
})

story('a link holds a whole skill: shared in one window and opened in another, not a byte is lost', async () => {
  const page = await machine.open({ place: machine.skill('shared-one', odd.replace('from-afar', 'shared-one')) })
  await drawn(page)
  await page.goto(`${machine.address()}/#/library`)
  await page.getByRole('searchbox').fill('shared-one')
  await page.getByRole('listitem').filter({ hasText: 'From afar' }).getByRole('button').last().click()
  await page.getByRole('menuitem', { name: 'Share as a link …' }).click()
  const link = await page.getByRole('textbox', { name: 'The link' }).inputValue()
  const other = await machine.window({ place: new URL(link).hash.slice(1) })
  await other.page.getByRole('heading', { name: 'From afar' }).waitFor()
  expect(other.asked.join('\n')).not.toContain(link.slice(-40))
  await other.page.getByRole('button', { name: 'Keep …' }).click()
  await other.page.getByRole('dialog').getByLabel('Name').fill('came-with-link')
  await other.page.getByRole('button', { name: 'Keep it' }).click()
  await other.page.waitForURL(/skill\/mine%2Fcame-with-link\/report/)
  expect(machine.textOf('came-with-link').replace('came-with-link', 'shared-one')).toBe(machine.textOf('shared-one'))
})
