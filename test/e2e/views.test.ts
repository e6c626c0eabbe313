import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { drawn, node } from './editor-hands.ts'
import { story, useMachine, type Machine } from './serve-editor.ts'

/** Where pictures of all views are put, when they are wanted: SCREENSHOTS=folder npx vitest run --project slow test/e2e/views */
const pictures = process.env['SCREENSHOTS']
const machine = useMachine()

const asking = (name: string): string => `chela: 1
name: ${name}
title: Write a note
description: Writes a note into a folder, after you said yes.
inputs:
  folder: { type: string, format: path, title: Where }
  words: { type: string, default: hello, description: What the note says }
uses:
  file.list: { folder: "\${ input.folder }" }
  file.write: { path: "\${ input.folder }" }
states:
  look: { call: file.list, with: { folder: "\${ input.folder }" } }
  many:
    choose:
      - { if: look.files.size() > 100, next: kept_quiet }
  sure:
    confirm: Write this note?
    yes: write
    no: kept_quiet
    expires: 50m
  write:
    call: file.write
    with: { path: "\${ input.folder }/note.txt", text: "\${ input.words }" }
  finished: { end: done, evidence: file_exists(write.path) }
  kept_quiet: { end: stopped, because: It was not wanted. }
`
const faulty = asking('faulty').replace('next: kept_quiet', 'next: kept_quite').replace('file.write\n', 'file.wirte\n')

interface View {
  readonly name: string
  readonly place: (machine: Machine) => string
  /** What is done to see it, once the place is open. */
  readonly show: (page: Page) => Promise<void>
}

const skill = (name: string, tab = 'edit'): string => `/skill/${encodeURIComponent(name)}/${tab}`
const tidy = 'shipped/tidy-folder'

/** A run that is asked for by its place in the list of runs. */
const openRun = async (page: Page, words: string): Promise<void> => {
  await page.locator('.runs-list li').filter({ hasText: words }).getByRole('link').first().click()
  await page.locator('.run-head h1').waitFor()
  await page.locator('.mark-node-start').waitFor()
}

const views: readonly View[] = [
  { name: 'library', place: () => '/library', show: (page) => page.getByRole('link', { name: /Tidy/ }).first().waitFor() },
  { name: 'library-new', place: () => '/library', show: (page) => page.getByRole('button', { name: 'New skill' }).first().click() },
  { name: 'library-take', place: () => '/library', show: (page) => page.getByRole('button', { name: 'Bring one in' }).click() },
  { name: 'edit', place: () => skill('shipped/merge-contacts'), show: drawn },
  { name: 'edit-state', place: () => skill('mine/asks'), show: (page) => drawn(page).then(() => node(page, 'write').click()) },
  { name: 'edit-faults', place: () => skill('mine/faulty'), show: drawn },
  { name: 'edit-palette', place: () => skill('mine/asks'), show: (page) => drawn(page).then(() => page.getByTitle('Add a state (A)').click()) },
  { name: 'edit-keys', place: () => skill('mine/asks'), show: (page) => drawn(page).then(() => page.getByRole('button', { name: 'Keys (?)' }).click()) },
  { name: 'start', place: () => skill('mine/asks'), show: (page) => drawn(page).then(() => page.getByTitle('Run this skill').click()) },
  { name: 'report', place: () => skill('mine/faulty-not', 'report'), show: (page) => page.getByText('You have not accepted this text').waitFor() },
  { name: 'report-accepted', place: () => skill('mine/asks', 'report'), show: (page) => page.getByText('You accepted this text').waitFor() },
  { name: 'tests', place: () => skill(tidy, 'tests'), show: (page) => page.getByRole('button', { name: 'Run all' }).click().then(() => page.getByText(/All \d+ tests passed/).waitFor()) },
  { name: 'rehearse', place: () => skill('mine/asks', 'rehearse'), show: (page) => page.locator('main').waitFor() },
  { name: 'runs', place: () => '/runs', show: (page) => page.locator('.runs-list').waitFor() },
  { name: 'run-waiting', place: () => '/runs', show: (page) => openRun(page, 'Waits for you') },
  { name: 'run-done', place: () => '/runs', show: (page) => openRun(page, 'Done') },
  { name: 'settings', place: () => '/settings', show: (page) => page.getByRole('heading', { level: 1 }).waitFor() },
  { name: 'shared', place: () => `/shared/${deflateRawSync(readFileSync('skills/sort-photos.skill.yaml')).toString('base64url')}`, show: (page) => page.getByText('You have not accepted this text').waitFor() },
]

/** One run that is over and one that waits for an answer. */
async function prepare(page: Page): Promise<void> {
  await drawn(page)
  await page.getByRole('link', { name: 'Report' }).click()
  const accept = page.getByRole('button', { name: 'Accept this report' })
  const accepted = page.getByText('You accepted this text')
  await accept.or(accepted).first().waitFor()
  // A second try of the story finds the text accepted by the first.
  if (!(await accepted.isVisible())) await accept.click()
  for (const answered of [true, false]) {
    await page.getByTitle('Run this skill').click()
    await page.getByRole('dialog').getByLabel('Where').fill(machine.folder)
    await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click()
    const card = page.getByRole('region', { name: 'Write this note?' })
    await card.waitFor()
    if (!answered) return
    await card.getByRole('button', { name: 'Yes, once' }).click()
    await page.getByRole('region', { name: 'How it ended' }).waitFor()
    await page.goto(`${machine.address()}/#${skill('mine/asks')}`)
  }
}

/** 640 is a window of 1280 at twice the size. */
const windows = [
  { width: 1440, height: 900, theme: 'light' },
  { width: 640, height: 450, theme: 'light' },
  { width: 360, height: 740, theme: 'light' },
  { width: 360, height: 740, theme: 'dark' },
  { width: 1440, height: 900, theme: 'dark' },
] as const

story('in no view, theme or width is anything serious in the way of assistive programs, and no page is wider than its window', async () => {
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true })
  machine.skill('faulty', faulty)
  machine.skill('faulty-not', asking('faulty-not'))
  const page = await machine.open({ place: machine.skill('asks', asking('asks')) })
  await prepare(page)
  const found: string[] = []
  for (const { name, place, show } of views) {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(`${machine.address()}/#${place(machine)}`)
    await page.reload()
    await show(page)
    for (const { width, height, theme } of windows) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme: theme })
      await page.waitForTimeout(pictures === undefined ? 20 : 400)
      if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}-${width}-${theme}.png`) })
      found.push(...(await faultsOf(page, width, theme)).map((fault) => `${name} ${width} ${theme}: ${fault}`))
    }
  }
  expect(found).toEqual([])
}, 600_000)

/** What axe finds, each theme once and each width once; all four together where pictures are wanted. */
async function faultsOf(page: Page, width: number, theme: 'light' | 'dark'): Promise<readonly string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  const isWide = wide > 0 ? [`the page is ${wide} px wider than its window`] : []
  const isAsked = pictures === undefined ? (width === 1440) === (theme === 'light') : true
  if (width === 640 || !isAsked) return isWide
  // What is left out while it is out of sight keeps the colours of the other theme.
  await page.evaluate(() => document.querySelectorAll<HTMLElement>('.run-steps > li').forEach((step) => (step.style.contentVisibility = 'visible')))
  if ((await seriousOf(page)).length === 0) return isWide
  // A theme that changes while axe looks gives the ink of one and the ground of the other: only what stays is a fault.
  await page.waitForTimeout(500)
  return [...isWide, ...(await seriousOf(page))]
}

async function seriousOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.slice(0, 3).map((one) => `${id} ${one.target.join(' ')} ${one.html.slice(0, 120)} ${one.any[0]?.message ?? ''}`))
}
