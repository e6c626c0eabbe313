import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { drawn, node } from './editor-hands.ts'
import { story, useMachine } from './serve-editor.ts'

const machine = useMachine()
const script = '<img src=x onerror="window.hurt=1;alert(1)"><script>window.hurt=2</script>'
const quoted = JSON.stringify(script)

/** Script wherever a person or a tool can put words: nothing of it may run, and nothing may be asked of anybody. */
const hostile = `# ${script}
chela: 1
name: hostile
title: ${quoted}
description: ${JSON.stringify(`${script} [click](javascript:window.hurt=3) ![x](https://evil.example/a.png)`)}
examples: [ ${quoted} ]
inputs:
  words: { type: string, title: ${quoted}, description: ${quoted}, default: ${quoted} }
vars: { kept: { type: string, default: ${quoted} } }
uses: { file.list: { folder: ~/hostile }, file.read: { path: ~/hostile } }
states:
  look: { title: ${quoted}, note: ${quoted}, call: file.list, with: { folder: ~/hostile } }
  read: { call: file.read, with: { path: ~/hostile/odd.md }, if: "true || '${script.replaceAll('"', '\\"').replaceAll("'", '')}' == ''" }
  sure:
    confirm: ${JSON.stringify(`${script} \${ read.content }`)}
    yes: over
    no: over
  over:
    end: stopped
    because: ${quoted}
    output: { text: "\${ read.content }", files: "\${ look.files }", words: "\${ input.words }" }
tests:
  - name: ${quoted}
    answers: { file.list: { files: [] }, file.read: { path: x, size: 1, content: ${quoted} } }
    person: { sure: no }
    expect: { end: stopped }
`

story('a stranger\'s file full of script shows its words in every view, runs nothing, and asks nobody', async () => {
  machine.write('hostile/odd.md', `# ${script}\n[click](javascript:window.hurt=4) ![x](https://evil.example/b.png)\n`)
  machine.write('hostile/<img src=x onerror=alert(1)>.txt', 'x')
  const shared = await machine.open({ place: `/shared/${deflateRawSync(hostile).toString('base64url')}` })
  await shared.getByRole('heading', { level: 1, name: /onerror/ }).waitFor()
  for (const part of ['Tests', 'Picture', 'Text', 'Report']) {
    await shared.getByRole('button', { name: part, exact: true }).click()
    await shared.waitForTimeout(100)
  }
  expect(await shared.evaluate(() => (globalThis as { hurt?: number }).hurt)).toBeUndefined()

  const page = await machine.open({ place: machine.skill('hostile', hostile) })
  await drawn(page)
  expect(await node(page, 'look').innerText()).toContain('<img src=x onerror=')
  await node(page, 'look').click()
  await page.getByRole('link', { name: 'Tests' }).click()
  await page.getByRole('button', { name: 'Run all' }).click()
  await page.getByText(/The test passed|of 1 failed/).waitFor()
  await page.getByRole('link', { name: 'Rehearse' }).click()
  await page.getByRole('link', { name: 'Report' }).click()
  await page.getByRole('button', { name: 'Accept this report' }).click()
  await page.getByText('You accepted this text').waitFor()
  await page.getByTitle('Run this skill').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click()
  const card = page.getByRole('region', { name: /onerror/ })
  await card.waitFor()
  expect(await card.locator('img, script, a[href^="javascript"]').count()).toBe(0)
  await card.getByRole('button', { name: /^Yes/ }).click()
  await page.getByRole('region', { name: 'How it ended' }).waitFor()
  await page.getByText('What came out').click()
  await page.goto(`${machine.address()}/#/runs`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.goto(`${machine.address()}/#/library`)
  await page.getByRole('link', { name: /onerror/ }).first().waitFor()
  expect(await page.evaluate(() => (globalThis as { hurt?: number }).hurt)).toBeUndefined()
  expect(await page.locator('main img:not([src="./icon.svg"]), main script, a[href^="javascript"]').count()).toBe(0)
})

const marks = '\u202e\u2066\u200b\u0007'
const unseen = JSON.stringify(`safe${marks}gpj.exe`)

/** Marks that nobody sees, wherever a stranger or a tool can put words that are read to decide. */
const disguised = hostile.replaceAll(quoted, unseen).replaceAll(quoted.slice(1, -1), unseen.slice(1, -1)).replace(script, '').replaceAll('name: hostile', 'name: disguised').replaceAll('~/hostile', '~/disguised')

/** What stands on the page with a mark in it that nobody sees: texts, and the attributes that are shown or read out. */
const hiddenIn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
    const found: string[] = []
    const look = (text: string | null, of: Element | null): void => {
      if (text !== null && hidden.test(text.replace(/[\n\r\t]/g, ''))) found.push(`${of?.className ?? ''}: ${JSON.stringify(text)}`)
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    for (let at = walker.nextNode(); at !== null; at = walker.nextNode()) {
      if (at instanceof Element) for (const name of ['title', 'aria-label', 'placeholder', 'alt']) look(at.getAttribute(name), at)
      else if (at.parentElement?.closest('script, style, textarea') === null) look(at.nodeValue, at.parentElement)
    }
    return found
  })

story('marks that nobody sees are seen in every place where a person reads to decide', async () => {
  machine.write('disguised/odd.md', `# safe${marks}gpj.exe\n`)
  machine.write(`disguised/a\u202egpj.exe`, 'x')
  const shared = await machine.open({ place: `/shared/${deflateRawSync(disguised).toString('base64url')}` })
  await shared.getByRole('heading', { level: 1, name: /gpj/ }).waitFor()
  for (const part of ['Tests', 'Picture', 'Report']) {
    await shared.getByRole('button', { name: part, exact: true }).click()
    await shared.waitForTimeout(300)
    expect(await hiddenIn(shared), part).toEqual([])
  }
  const page = await machine.open({ place: machine.skill('disguised', disguised) })
  await drawn(page)
  const clean = async (where: string): Promise<void> => expect(await hiddenIn(page), where).toEqual([])
  expect(await node(page, 'look').innerText()).toContain('safe\\u202e')
  await clean('the picture')
  for (const tab of ['Tests', 'Rehearse', 'Report']) {
    await page.getByRole('link', { name: tab }).click()
    await page.waitForTimeout(200)
    await clean(tab)
  }
  await page.getByRole('button', { name: 'Accept this report' }).click()
  await page.getByText('You accepted this text').waitFor()
  await page.getByTitle('Run this skill').click()
  await page.getByRole('dialog').getByText('Not all of it can be seen').waitFor()
  await clean('the dialog of the start')
  await page.getByRole('dialog').getByRole('button', { name: 'Run', exact: true }).click()
  const card = page.getByRole('region', { name: /gpj/ })
  await card.waitFor()
  await clean('a question')
  await card.getByRole('button', { name: /^Yes/ }).click()
  await page.getByRole('region', { name: 'How it ended' }).waitFor()
  await page.getByText('What came out').click()
  await clean('the run')
  await page.goto(`${machine.address()}/#/runs`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await clean('the runs')
  await page.goto(`${machine.address()}/#/library`)
  await page.getByRole('link', { name: /gpj/ }).first().waitFor()
  await clean('the library')
})

story('a stranger\'s file can do nothing before its report is accepted, whatever is pressed', async () => {
  const path = join(machine.folder, 'done.txt')
  const text = `chela: 1\nname: eager\nuses: { file.write: { path: ${path} } }\nstates:\n  write: { call: file.write, with: { path: ${path}, text: x } }\n  over: { end: done }\n`
  const page = await machine.open({ place: machine.skill('eager', text) })
  await drawn(page)
  for (const button of ['Run', 'Step by step']) {
    await page.getByTitle('Run this skill').click()
    await page.getByRole('dialog').getByRole('button', { name: button, exact: true }).click()
    await page.getByText('You have not accepted this text').waitFor()
    await page.getByRole('link', { name: 'Edit' }).click()
  }
  await page.goto(`${machine.address()}/#/runs`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByText('eager').count()).toBe(0)
  expect(existsSync(path)).toBe(false)
})
