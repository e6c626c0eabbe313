import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, expect, onTestFinished } from 'vitest'
import { chromium as launcher, type Browser } from 'playwright-core'
import { join } from 'node:path'
import { root, serveFolder } from '../browser/real-browser.ts'
import { chromium, chromiumArguments } from '../helpers/chromium.ts'
import { freshFolder } from '../helpers/temporary-folder.ts'
import { drawn, node, press, save } from './editor-hands.ts'
import { story, watched } from './serve-editor.ts'

let browser: Browser | undefined
afterAll(() => browser?.close())

story('alone on a static host a skill is drawn, kept and run; without a network all of it is there after a reload', async () => {
  const found = chromium()
  browser = await launcher.launch({ executablePath: 'path' in found ? found.path : '', args: chromiumArguments })
  const served = await serveFolder(join(root, 'dist/editor'))
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(15_000)
  const { alarms } = watched(page, served.address)
  await page.goto(served.address)
  await page.getByRole('link', { name: /Tidy/ }).first().waitFor()
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state), { timeout: 15_000 }).toBe('activated')
  await served.stop()
  await page.reload()
  await page.getByRole('button', { name: 'New skill' }).first().click()
  await page.getByRole('button', { name: 'Make it' }).click()
  await drawn(page)
  await node(page, 'finished').click()
  await press(page, 'F2')
  await page.keyboard.type('all_done\n')
  await node(page, 'all_done').waitFor()
  await save(page)
  await page.reload()
  await node(page, 'all_done').waitFor()
  await page.getByRole('link', { name: 'Report' }).click()
  await page.getByRole('button', { name: 'Accept this report' }).click()
  await page.getByTitle('Run this skill').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click()
  await page.getByRole('region', { name: 'How it ended' }).waitFor()
  await page.reload()
  await page.getByRole('region', { name: 'How it ended' }).waitFor()
  // The service worker asks in vain whether there is a newer version.
  expect(alarms.filter((alarm) => !alarm.includes('ERR_CONNECTION_REFUSED'))).toEqual([])
})

story('where the browser keeps nothing for the page it opens all the same, and says why nothing can be done', async () => {
  const found = chromium()
  const profile = freshFolder()
  mkdirSync(join(profile, 'Default'))
  writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }))
  const served = await serveFolder(join(root, 'dist/editor'))
  const context = await launcher.launchPersistentContext(profile, { executablePath: 'path' in found ? found.path : '', args: chromiumArguments })
  onTestFinished(async () => {
    await context.close()
    await served.stop()
  })
  const page = await context.newPage()
  const { alarms } = watched(page, served.address, /Dexie/)
  await page.goto(served.address)
  await page.getByText('This browser does not let the page keep anything.').first().waitFor({ timeout: 15_000 })
  await page.getByText('Permit this page to store data').first().waitFor()
  await page.getByRole('link', { name: /Tidy/ }).first().waitFor()
  expect(alarms).toEqual([])
})

story('a folder that is dropped on the page is not taken in, and a skill file is shown before it is kept', async () => {
  const found = chromium()
  browser ??= await launcher.launch({ executablePath: 'path' in found ? found.path : '', args: chromiumArguments })
  const served = await serveFolder(join(root, 'dist/editor'))
  onTestFinished(() => served.stop())
  const folder = freshFolder()
  const file = join(folder, 'dropped.skill.yaml')
  writeFileSync(file, 'chela: 1\nname: dropped\ntitle: From another place\nstates:\n  done: { end: done }\n')
  const page = await browser.newPage()
  const { alarms } = watched(page, served.address)
  await page.goto(served.address)
  await page.getByRole('link', { name: /Tidy/ }).first().waitFor()
  const hand = await page.context().newCDPSession(page)
  const drop = async (path: string): Promise<void> => {
    const data = { items: [], files: [path], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await hand.send('Input.dispatchDragEvent', { type, x: 200, y: 200, data })
  }
  await drop(folder)
  await page.getByText('A folder can not be taken in as a whole.').waitFor()
  await drop(file)
  await page.getByText('From another place').first().waitFor()
  expect(page.url()).toContain('shared')
  expect(alarms).toEqual([])
  await page.close()
})
