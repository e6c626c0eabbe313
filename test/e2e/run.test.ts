import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { drawn, node } from './editor-hands.ts'
import { story, useMachine } from './serve-editor.ts'

const machine = useMachine()

const asking = `chela: 1
name: write-note
title: Write a note
inputs:
  folder: { type: string, format: path }
  words: { type: string, default: hello }
uses:
  file.write: { path: "\${ input.folder }" }
states:
  sure:
    confirm: Write this note?
    yes: write
    no: kept_quiet
    expires: 5m
  write:
    call: file.write
    with: { path: "\${ input.folder }/note.txt", text: "\${ input.words }" }
  finished: { end: done, evidence: file_exists(write.path) }
  kept_quiet: { end: stopped, because: It was not wanted. }
`

/** Accepts the report of the skill that is open. */
async function accept(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Report' }).click()
  await page.getByRole('button', { name: 'Accept this report' }).click()
  await page.getByText('You accepted this text').waitFor()
}

/** Opens the dialog that starts the open skill, with its inputs filled in. */
async function fillIn(page: Page, inputs: { readonly [label: string]: string }): Promise<void> {
  await page.getByTitle('Run this skill').click()
  for (const [label, value] of Object.entries(inputs)) await page.getByRole('dialog').getByLabel(label).fill(value)
}

async function start(page: Page, inputs: { readonly [label: string]: string }): Promise<void> {
  await fillIn(page, inputs)
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click()
}

story('a run asks with a card that shows clock, deed and origins; a yes lets it write, and taking back removes the note', async () => {
  const page = await machine.open({ place: machine.skill('write-note', asking) })
  await drawn(page)
  await start(page, { folder: machine.folder })
  // A text that was not accepted runs nothing, but leads to its report.
  await page.getByText('You have not accepted this text').waitFor()
  expect(await page.getByRole('region', { name: 'What waits for you' }).count()).toBe(0)
  await accept(page)
  await start(page, { folder: machine.folder })
  const card = page.getByRole('region', { name: 'Write this note?' })
  await card.waitFor()
  expect(await card.innerText()).toMatch(/\d (?:min|s) left/)
  expect(await card.locator('.ask-card-arguments').innerText()).toContain('note.txt')
  expect(await card.locator('.ask-card-arguments').innerText()).toMatch(/input|you/i)
  await node(page, 'sure').waitFor()
  const note = join(machine.folder, 'note.txt')
  expect(existsSync(note)).toBe(false)
  await card.getByRole('button', { name: /^Yes/ }).last().click()
  await page.getByRole('region', { name: 'How it ended' }).getByText('Looked afterwards, and it is so: file_exists(write.path)').waitFor()
  expect(readFileSync(note, 'utf8')).toBe('hello')
  expect(await node(page, 'write').getAttribute('class')).toContain('state-light-done')
  await page.getByRole('button', { name: 'Take back …' }).click()
  await page.getByRole('button', { name: 'Take back one deed' }).click()
  await page.getByText('1 taken back, 0 not.').waitFor()
  expect(existsSync(note)).toBe(false)
})

story('what was rehearsed shows each deed first, and "run exactly this" does just that without asking again', async () => {
  const page = await machine.open({ place: machine.skill('rehearsed', asking.replace('name: write-note', 'name: rehearsed')) })
  await drawn(page)
  await page.getByRole('link', { name: 'Rehearse' }).click()
  await page.getByText('Accept its report first').waitFor()
  await accept(page)
  await page.getByRole('link', { name: 'Rehearse' }).click()
  await page.locator('main').getByLabel('folder').fill(join(machine.folder, 'rehearsed'))
  await page.locator('main').getByRole('button', { name: 'Rehearse', exact: true }).click()
  await page.getByText('It would end as done, with 1 change').waitFor()
  expect(await page.getByRole('region', { name: 'Deeds' }).innerText()).toContain('note.txt')
  const note = join(machine.folder, 'rehearsed/note.txt')
  expect(existsSync(note)).toBe(false)
  await page.getByRole('button', { name: 'Run exactly this' }).click()
  await page.getByRole('region', { name: 'How it ended' }).or(page.getByRole('region', { name: 'Write this note?' })).first().waitFor()
  const question = page.getByRole('region', { name: 'Write this note?' })
  if (await question.isVisible()) await question.getByRole('button', { name: /^Yes/ }).last().click()
  await page.getByRole('region', { name: 'How it ended' }).waitFor()
  expect(readFileSync(note, 'utf8')).toBe('hello')
})

story('a server that is killed during a run goes on with it when it is started again', async () => {
  const path = join(machine.folder, 'late.txt')
  const slow = `chela: 1\nname: slow-note\nuses:\n  file.write: { path: ${path} }\nstates:\n  rest: { wait: 3s }\n  write: { call: file.write, with: { path: ${path}, text: late } }\n  finished: { end: done }\n`
  const page = await machine.open({ place: machine.skill('slow-note', slow), expects: /Failed to load resource|net::ERR/ })
  await drawn(page)
  await accept(page)
  await start(page, {})
  await page.locator('.state-light-active').waitFor()
  await machine.kill()
  await page.getByText('The connection to the engine is lost').waitFor()
  const link = await machine.again()
  const place = new URL(page.url()).hash.slice(1)
  await page.goto('about:blank')
  await page.goto(`${link}&place=${encodeURIComponent(place)}`)
  await page.getByRole('region', { name: 'How it ended' }).waitFor()
  expect(readFileSync(path, 'utf8')).toBe('late')
  await node(page, 'write').waitFor()
})
