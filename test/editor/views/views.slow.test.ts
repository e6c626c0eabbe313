import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { packShared } from '../../../editor/session/share-link.ts'
import { scriptedModel } from '../../helpers/scripted-model.ts'
import { skillTemplates } from '../../../editor/views/library/skill-templates.ts'
import { story, useMachine } from '../../e2e/serve-editor.ts'

const machine = useMachine()
const template = (title: string, name: string): string => skillTemplates.find((one) => one.title === title)?.text(name) ?? ''
const linkPlace = async (text: string): Promise<string> => {
  const packed = await packShared(text)
  return 'data' in packed ? `/shared/${packed.data}` : ''
}

async function drop(page: Page, files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
  await page.evaluate((dropped) => {
    const data = new DataTransfer()
    for (const { name, text } of dropped) data.items.add(new File([text], name))
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  }, files)
}

/** As a person pastes it. */
async function writeRules(page: Page, text: string, field = 'Your rules, YAML'): Promise<void> {
  await page.getByRole('textbox', { name: field }).click()
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+v')
}

async function serious(page: Page): Promise<readonly string[]> {
  // Without looking into constructed style sheets, which it would copy into style elements that the policy forbids.
  const { violations } = await new AxeBuilder({ page }).options({ preload: false }).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

story('a file that is dropped opens on its report, runs nowhere, and is kept and accepted by the person alone', async () => {
  const page = await machine.open()
  await page.getByRole('link', { name: 'Tidy a folder' }).waitFor()
  const text = `${template('Ask, then do', 'dropped-note')}# <img src=x onerror=alert(1)>\n`
  await drop(page, [{ name: 'a.skill.yaml', text }])
  await page.getByRole('heading', { name: 'You have not accepted this text' }).waitFor()
  expect(await page.getByRole('button', { name: /^Run/ }).count()).toBe(0)
  expect(() => machine.textOf('dropped-note')).toThrow()
  await page.getByRole('button', { name: 'Keep …' }).click()
  await page.getByRole('button', { name: 'Keep it' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  expect(machine.textOf('dropped-note')).toBe(text)
  await page.getByRole('button', { name: 'Accept this report' }).click()
  await page.getByRole('heading', { name: 'You accepted this text' }).waitFor()
})

story('several files are kept under free names, and what is no skill is left out', async () => {
  const page = await machine.open()
  await page.getByRole('link', { name: 'Tidy a folder' }).waitFor()
  const text = template('Empty', 'one-of-many')
  await drop(page, [{ name: 'a.yaml', text }, { name: 'b.yaml', text }, { name: 'c.yaml', text: 'just words' }])
  await page.getByText('2 skills were kept.').waitFor()
  expect(machine.textOf('one-of-many')).toBe(text)
  expect(machine.textOf('one-of-many-2')).toBe(text.replace('one-of-many', 'one-of-many-2'))
  await page.getByText('These are no skills, so they were left out: c.').waitFor()
})

story('a skill goes through a share link byte for byte, and a broken link says so', async () => {
  const text = `${template('Look, then tell', 'shared-count')}# Zäh \u{1f980}\r\n`
  machine.skill('shared-count', text)
  const { page, asked } = await machine.window()
  await page.getByRole('button', { name: /^More for Shared count/ }).click()
  await page.getByRole('menuitem', { name: /Share as a link/ }).click()
  const link = await page.getByRole('textbox', { name: 'The link' }).inputValue()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Bring one in' }).click()
  await page.getByLabel('A link, or the text itself').fill(link)
  await page.getByRole('button', { name: 'Look at it' }).click()
  await page.getByRole('button', { name: 'Update' }).click()
  await page.getByRole('heading', { name: 'It is the same text' }).waitFor()
  await page.evaluate((place) => void (location.hash = place), '#/shared/AAAA')
  await page.getByRole('heading', { name: 'There is no skill in this link' }).waitFor()
  expect(asked.filter((address) => address.includes('shared/'))).toEqual([])
})

story('an update shows what changes in what it may do and in the text before it is taken over, and can be taken back', async () => {
  const before = template('Empty', 'grows')
  machine.skill('grows', before)
  const after = before.replace('states:\n', 'uses: { notify.show: {} }\nstates:\n  tell: { call: notify.show, with: { title: Hello, text: Hello } }\n')
  const page = await machine.open({ place: await linkPlace(after) })
  await page.getByRole('button', { name: 'Update' }).click()
  await page.getByText(/^New: may show/).waitFor()
  await page.getByText('+2 added').waitFor()
  expect(await serious(page)).toEqual([])
  await page.getByRole('button', { name: 'Take it over' }).click()
  await page.getByText('grows is updated.').waitFor()
  expect(machine.textOf('grows')).toBe(after)
  await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
  await expect.poll(() => machine.textOf('grows')).toBe(before)
})

story('tests run at one click, a new one is tried and expects what happened', async () => {
  machine.skill('tested', template('For each of many', 'tested'))
  const page = await machine.open({ place: '/skill/mine%2Ftested/tests' })
  await page.getByRole('button', { name: 'Run all' }).click()
  await page.getByRole('heading', { name: 'The test passed' }).waitFor()
  await page.getByRole('button', { name: 'goes on when file.list fails …' }).click()
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.getByRole('button', { name: 'Expect what happened' }).click()
  expect(await serious(page)).toEqual([])
  await page.getByRole('button', { name: 'Add to the file' }).click()
  await page.getByRole('button', { name: 'Run all' }).click()
  await page.getByRole('heading', { name: 'All 2 tests passed' }).waitFor()
})

story('a rehearsal needs the report, shows the deeds in words, and exactly these are run', async () => {
  machine.skill('rehearsed', template('For each of many', 'rehearsed'))
  const folder = join(machine.folder, 'things')
  machine.write('things/a.txt', 'a')
  const page = await machine.open({ place: '/skill/mine%2Frehearsed/rehearse' })
  await page.getByRole('button', { name: 'Read the report' }).click()
  await page.getByRole('button', { name: 'Accept this report' }).click()
  await page.getByRole('heading', { name: 'You accepted this text' }).waitFor()
  await page.getByRole('link', { name: 'Rehearse' }).click()
  await page.getByLabel(/folder/).fill(folder)
  await page.getByRole('button', { name: 'Rehearse' }).click()
  await page.getByRole('heading', { name: 'It would end as done, with 1 change' }).waitFor()
  await page.getByRole('button', { name: 'Run exactly this' }).click()
  await expect.poll(() => readFileSync(join(folder, 'documents/a.txt'), 'utf8'), { timeout: 5000 }).toBe('a')
})

story('a rule with a fault is told and not saved, one without holds', async () => {
  const page = await machine.open({ place: '/settings' })
  await writeRules(page, 'chela: 1\nrules:\n  - deni: file.*\n')
  await page.getByText(/"deni" is not a key of/).waitFor()
  expect(await page.getByRole('button', { name: 'Save the rules' }).isDisabled()).toBe(true)
  await writeRules(page, 'chela: 1\nrules:\n  - deny: file.trash\n')
  await page.getByRole('button', { name: 'Save the rules' }).click()
  await page.getByText('Your rules are saved.').waitFor()
})

story('words that mean the same are written in the settings: a fault is told where it stands and not saved, what is saved stays', async () => {
  const page = await machine.open({ place: '/settings' })
  const words = page.getByRole('region', { name: 'Words that mean the same to you' })
  const write = (text: string): Promise<void> => writeRules(page, text, 'Your words, YAML')
  await write('chela: 1\ngroups: [invoice]\n')
  await words.getByText('line 2: A group has two words or more.').waitFor()
  expect(await words.getByRole('button', { name: 'Save the words' }).isDisabled()).toBe(true)
  await write('chela: 1\ngroups: [invoice Rechnung]\n')
  await words.getByRole('button', { name: 'Save the words' }).click()
  await page.getByText('Your words are saved.').waitFor()
  await page.reload()
  await words.getByText('groups: [invoice Rechnung]').waitFor()
})

story('a skill gets another name, inside its file too, and a text that was accepted is withdrawn', async () => {
  const text = template('Empty', 'old-name')
  machine.skill('old-name', text)
  const page = await machine.open()
  await page.getByRole('button', { name: /^More for Old name/ }).click()
  await page.getByRole('menuitem', { name: /^Move/ }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('new-name')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await page.getByText('old-name is called new-name now.').waitFor()
  expect(machine.textOf('new-name')).toBe(text.replace('name: old-name', 'name: new-name'))
  await page.evaluate(() => void (location.hash = '#/skill/mine%2Fnew-name/report'))
  await page.getByRole('button', { name: 'Accept this report' }).click()
  await page.getByRole('button', { name: 'Withdraw' }).click()
  await page.getByRole('heading', { name: 'You have not accepted this text' }).waitFor()
})

story('a model is chosen and tried in the settings, its key is not shown again, and it is forgotten', async () => {
  const model = await scriptedModel({ key: 'secret-key', script: { steps: [{ when: 'Which word', answer: 'apple' }] } })
  try {
    const page = await machine.open({ place: '/settings' })
    await page.getByText('Nothing left this machine for a model.').waitFor()
    await page.getByLabel('Who gives the answers').selectOption('custom')
    await page.getByRole('button', { name: 'Use this model' }).click()
    await page.getByText('This is needed: the model, as it is called there.').waitFor()
    await page.getByLabel('Model', { exact: true }).fill('scripted')
    await page.getByLabel('Address', { exact: true }).fill(model.url)
    await page.getByLabel('Key', { exact: true }).fill('secret-key')
    await page.getByRole('button', { name: 'Use this model' }).click()
    await page.getByRole('button', { name: 'Try it' }).click()
    await page.getByText('call tools', { exact: true }).waitFor()
    expect(await page.content()).not.toContain('secret-key')
    expect(await serious(page)).toEqual([])
    await page.getByRole('button', { name: 'Keep it from now on' }).click()
    await page.getByText('It is kept on disk').waitFor()
    await page.getByRole('button', { name: 'Forget it and its key' }).click()
    await page.getByRole('button', { name: 'Use this model' }).waitFor()
  } finally {
    await model.close()
  }
})
