import { afterAll, expect } from 'vitest'
import { chromium as launcher, type Browser } from 'playwright-core'
import { join } from 'node:path'
import { root, serveFolder } from '../browser/real-browser.ts'
import { chromium, chromiumArguments } from '../helpers/chromium.ts'
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
