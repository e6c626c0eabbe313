import { chmodSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { scriptedModel } from '../helpers/scripted-model.ts'
import { drawn, node, save } from './editor-hands.ts'
import { story, useMachine } from './serve-editor.ts'

/* Where a person decides: which text stays, what a run begins with, what became of a deed, which value another run goes on with. */
const machine = useMachine()

async function accept(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Report' }).click()
  await page.getByRole('button', { name: 'Accept this report' }).click()
  await page.getByText('You accepted this text').waitFor()
}

async function startDialog(page: Page): Promise<Locator> {
  await page.getByTitle('Run this skill').click()
  return page.getByRole('dialog')
}

const run = (dialog: Locator): Promise<void> => dialog.getByRole('button', { name: 'Run', exact: true }).click()
const ended = (page: Page): Promise<void> => page.getByRole('region', { name: 'How it ended' }).waitFor()

story('where both changed the same lines, each of the four choices gives its text', async () => {
  const text = 'chela: 1\nname: contested\nstates:\n  rest: { wait: 1s }\n  done: { end: done }\n'
  const called = (name: string): string => text.replace('rest:', `${name}:`)
  const page = await machine.open({ place: machine.skill('contested', text) })
  await drawn(page)
  const both = text.replace('  rest: { wait: 1s }\n', '  mine: { wait: 1s }\n  theirs: { wait: 1s }\n')
  for (const [choice, outcome] of [['Mine', called('mine')], ['The file', called('theirs')], ['As it was', text], ['Both, mine first', both]] as const) {
    await node(page, 'rest').click()
    await page.keyboard.press('F2')
    await page.keyboard.type('mine\n')
    await node(page, 'mine').waitFor()
    machine.skill('contested', called('theirs'))
    const dialog = page.getByRole('dialog', { name: 'The file was changed elsewhere too' })
    await dialog.getByText('1 part needs a choice.').waitFor()
    await dialog.locator('.conflict-dialog-undecided').getByLabel(choice, { exact: true }).check()
    await dialog.getByText('All parts are decided.').waitFor()
    await dialog.getByRole('button', { name: 'Use this text' }).click()
    await save(page)
    await expect.poll(() => [choice, machine.textOf('contested')]).toEqual([choice, outcome])
    machine.skill('contested', text)
    await node(page, 'rest').waitFor()
    await node(page, 'mine').or(node(page, 'theirs')).first().waitFor({ state: 'detached' })
  }
})

story('the inputs of a run: what is needed or wrong is said at its field, defaults are taken, and a value is taken as it is written', async () => {
  const text = `chela: 1
name: inputs
inputs:
  words: { type: string, minLength: 1 }
  count: { type: integer, minimum: 1, maximum: 9 }
  colour: { enum: [red, green] }
  tags: { type: array, items: { type: string }, default: [a, b] }
  more: { type: object, default: { deep: 1 } }
  sum: { type: integer, default: 3 }
states:
  done: { end: done, output: { words: "\${ input.words }", count: "\${ input.count + input.sum }", colour: "\${ input.colour }", tags: "\${ input.tags }", more: "\${ input.more }" } }
`
  const page = await machine.open({ place: machine.skill('inputs', text), expects: /422/ })
  await drawn(page)
  await accept(page)
  const dialog = await startDialog(page)
  await run(dialog)
  await dialog.getByText('This is needed.').first().waitFor()
  await dialog.getByText('Choose one.').waitFor()
  await dialog.getByLabel('count').fill('1.5')
  await run(dialog)
  await dialog.getByText('Only whole numbers fit here.').waitFor()
  await dialog.getByLabel('count').fill('many')
  await dialog.getByLabel('more').fill('{ deep')
  await run(dialog)
  await dialog.getByText('"many" is no number.').waitFor()
  await dialog.getByText('Write this as JSON').waitFor()
  expect(await dialog.getByLabel('count').getAttribute('aria-invalid')).toBe('true')
  await dialog.getByLabel('more').fill('')
  await dialog.getByLabel('sum').fill('')
  await dialog.getByLabel('tags').fill('one\ntwo words\n')
  await dialog.getByRole('combobox', { name: 'colour' }).or(dialog.getByLabel('colour')).first().selectOption('green')
  await dialog.getByLabel('count').fill('12')
  await dialog.getByLabel('words').fill('${ 1 + 1 }')
  await run(dialog)
  // The engine holds to the bounds that the skill gives.
  await page.getByText(/count/).filter({ hasText: /9|larger|most/ }).first().waitFor()
  await dialog.getByLabel('count').fill('4')
  await run(dialog)
  await ended(page)
  await page.getByText('What came out').click()
  const shown = await page.getByRole('region', { name: 'How it ended' }).innerText()
  for (const part of ['${ 1 + 1 }', '7', 'green', 'two words', 'deep']) expect(shown).toContain(part)
})

story('a deed of which nobody can tell is settled with what it answered, field by field, and the run goes on with that', async () => {
  const text = `chela: 1
name: broken-off
uses: { process.run: { program: /bin/sleep, folder: ${machine.folder} } }
states:
  work: { call: process.run, with: { program: /bin/sleep, arguments: ["20"], folder: ${machine.folder} } }
  done: { end: done, output: { code: "\${ work.code }", output: "\${ work.output }" } }
`
  const page = await machine.open({ place: machine.skill('broken-off', text), expects: /Failed to load resource|net::ERR/ })
  await drawn(page)
  await accept(page)
  await run(await startDialog(page))
  await page.getByRole('button', { name: /^Yes/ }).last().click()
  await page.locator('.state-light-active').waitFor()
  await page.waitForTimeout(300)
  await machine.kill()
  await page.getByText('The connection to the engine is lost').waitFor()
  const link = await machine.again()
  const place = new URL(page.url()).hash.slice(1)
  await page.goto('about:blank')
  await page.goto(`${link}&place=${encodeURIComponent(place)}`)
  const card = page.getByRole('region', { name: /take place\?/ })
  await card.getByText('Say what it answered').click()
  await card.getByLabel('code').fill('none')
  await card.getByRole('button', { name: 'It happened' }).click()
  await card.getByRole('alert').or(card.locator('.fault-notes:not(:empty)')).first().waitFor()
  await card.getByLabel('program').fill('/bin/sleep')
  await card.getByLabel('code').fill('0')
  for (const name of ['succeeded', 'too slow', 'truncated']) await card.getByLabel(name).first().selectOption({ index: 1 })
  await card.getByLabel('output').fill('seen with my own eyes')
  await card.getByRole('button', { name: 'It happened' }).click()
  await ended(page)
  await page.getByText('What came out').click()
  expect(await page.getByRole('region', { name: 'How it ended' }).innerText()).toContain('seen with my own eyes')
})

story('from the time line a run goes on as a new one with another value, and the first stays as it was', async () => {
  const text = 'chela: 1\nname: forked\nstates:\n  who: { ask: { age: integer }, text: How old? }\n  older: { set: { twice: "${ who.age * 2 }" } }\n  done: { end: done, output: "${ who.age }" }\n'.replace('states:', 'vars: { twice: integer }\nstates:')
  const page = await machine.open({ place: machine.skill('forked', text) })
  await drawn(page)
  await accept(page)
  await run(await startDialog(page))
  await page.getByRole('textbox', { name: /age/ }).fill('7')
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  await ended(page)
  const first = page.url()
  await page.getByRole('button', { name: 'Steps' }).or(page.getByRole('tab', { name: 'Steps' })).first().click()
  await page.locator('.run-step', { hasText: /answer/i }).first().click()
  await page.getByRole('button', { name: 'Change the value …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change a value and run on' })
  await dialog.getByLabel('age').fill('x')
  await dialog.getByRole('button', { name: 'Run on' }).click()
  await dialog.getByText('"x" is no number.').waitFor()
  await dialog.getByLabel('age').fill('21')
  await dialog.getByRole('button', { name: 'Run on' }).click()
  await expect.poll(() => page.url()).not.toBe(first)
  await ended(page)
  await page.getByText('What came out').click()
  expect(await page.getByRole('region', { name: 'How it ended' }).innerText()).toContain('21')
  await page.goto(first)
  await ended(page)
  await page.getByText('What came out').click()
  expect(await page.getByRole('region', { name: 'How it ended' }).innerText()).toContain('7')
})

story('a run whose model is gone waits and says so; "Try again" goes on with the answer, asked only once more', async () => {
  const options = { script: { steps: [{ when: 'What colour', answer: { colour: 'blue' } }] } }
  const gone = await scriptedModel(options)
  chmodSync(machine.write('chela/model.json', JSON.stringify({ profile: 'custom', url: gone.url, name: 'scripted', local: true })), 0o600)
  await gone.close()
  const text = 'chela: 1\nname: thinking\nstates:\n  look: { think: What colour is the sky?, answer: { type: object, properties: { colour: { type: string } }, required: [colour] } }\n  done: { end: done, output: "${ look.colour }" }\n'
  const page = await machine.open({ place: machine.skill('thinking', text) })
  await drawn(page)
  await accept(page)
  await run(await startDialog(page))
  await page.getByRole('heading', { name: 'The model can not be reached' }).waitFor()
  const model = await scriptedModel(options, Number(new URL(gone.url).port))
  try {
    await page.getByRole('button', { name: 'Try again' }).click()
    await ended(page)
    await page.getByText('What came out').click()
    expect(await page.getByRole('region', { name: 'How it ended' }).innerText()).toContain('blue')
    expect(model.bodies).toHaveLength(1)
  } finally {
    await model.close()
  }
})
