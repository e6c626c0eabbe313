import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Script } from '../helpers/scripted-model-script.ts'
import { scriptedModel } from '../helpers/scripted-model.ts'
import { desk } from './chela.ts'

const count = `chela: 1
name: count-files
title: Count files
inputs: { folder: { type: string, format: path } }
uses: { file.list: { folder: "\${ input.folder }" } }
states:
  look: { call: file.list, with: { folder: "\${ input.folder }" } }
  done: { end: done, output: "\${ look.files.size() }" }
tests:
  - name: counts none
    given: { folder: /d }
    answers: { file.list: { files: [], folders: [], others: [] } }
    expect: { end: done, output: 0 }
`
const changed = count
  .replace('title: Count files', 'title: Count all files')
  .replace('uses: { file.list: { folder: "${ input.folder }" } }', 'uses: { file.list: { folder: "${ input.folder }" }, notify.show: {} }')
  .replace('  done: { end', '  tell: { call: notify.show, with: { title: Counted, text: "${ string(look.files.size()) }" } }\n  done: { end')
  .replace('others: [] } }', 'others: [] }, notify.show: { shown: true } }')

let before: NodeJS.ProcessEnv

beforeEach(() => {
  before = { ...process.env }
})

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(before, name)) delete process.env[name]
})

async function withModel(script: Script) {
  const server = await scriptedModel({ script })
  onTestFinished(() => server.close())
  Object.assign(process.env, { CHELA_KEY_STORE: 'file', CHELA_MODEL_URL: server.url, CHELA_MODEL_NAME: 'scripted', CHELA_MODEL_PROFILE: 'custom' })
  return server
}

test('a skill is written, shown with all it may and would do, kept as a draft, and the real rehearsal is offered where it reads what is harmless', async () => {
  const at = desk()
  await withModel({ steps: [{ when: 'Write a skill', answer: { skill: count } }] })
  const said = await at.chela('write', 'count the files of a folder')
  expect(said.code).toBe(0)
  expect(said.out).toContain('kept as the draft mine/drafts/count-files')
  const path = join(at.home, 'skills/drafts/count-files.skill.yaml')
  expect(readFileSync(path, 'utf8')).toBe(count)
  expect(said.out).toContain(`What it reads is harmless. Once you accept it, see what it would do with what is really there: chela rehearse ${path}`)
  expect((await at.chela('rehearse', path, '--folder', at.folder)).code).toBe(4)
  expect((await at.chela('runs', '--json')).json()).toEqual({ runs: [] })
})

test('a skill is changed by a sentence: what changes is shown, the pieces that are taken become a draft, and the skill stays', async () => {
  const at = desk()
  const path = at.write('count-files.skill.yaml', count)
  const server = await withModel({ steps: [{ when: 'Change the skill', answer: { skill: changed } }] })
  const shown = await at.chela('revise', path, 'tell me how many')
  expect(shown.code).toBe(0)
  expect(shown.out).toContain('The model would change 4 pieces.')
  expect(shown.out).toMatch(/New: may .*notif/)
  expect(shown.out).toContain('new state "tell" (notify.show)')
  expect(shown.out).toContain('new way from "look" to "tell"')
  expect(shown.out).toContain('  + title: Count all files')
  expect(shown.out).toContain('Nothing was kept.')
  expect(existsSync(join(at.home, 'skills/drafts'))).toBe(false)
  const asked = server.bodies.length
  const part = await at.chela('revise', path, 'tell me how many', '--pieces', '1', '--json')
  expect(part.code).toBe(0)
  expect(part.json()).toMatchObject({ revision: { faults: [] }, kept: { id: 'mine/drafts/count-files', faults: [], changes: ['May do the same as before.'], picture: [] } })
  expect(server.bodies.length).toBe(asked)
  expect(readFileSync(join(at.home, 'skills/drafts/count-files.skill.yaml'), 'utf8')).toBe(count.replace('title: Count files', 'title: Count all files'))
  expect(readFileSync(path, 'utf8')).toBe(count)
  const faulty = await at.chela('revise', path, 'tell me how many', '--pieces', '3')
  expect([faulty.code, faulty.out]).toEqual([3, expect.stringContaining('so it was not kept') as unknown])
  expect((await at.chela('revise', path, 'tell me how many', '--pieces', '9')).code).toBe(2)
  const all = await at.chela('revise', path, 'tell me how many', '--pieces', 'all')
  expect(all.out).toContain('kept as the draft mine/drafts/count-files-2')
  expect(readdirSync(join(at.home, 'skills/drafts'))).toHaveLength(2)
})

test('with --keep the pieces that are taken go over the skill itself, every other byte stays, and the new text is not accepted', async () => {
  const at = desk()
  const odd = `\ufeff# mine\r\n${count.replaceAll('\n', '\r\n')}# the end`
  const path = at.write('count-files.skill.yaml', odd)
  chmodSync(path, 0o640)
  await withModel({ steps: [{ when: 'Change the skill', answer: { skill: `${count.replace('title: Count files', 'title: Count all files')}# the end\n`.replace('chela', '# mine\nchela') } }] })
  const said = await at.chela('revise', path, 'call it otherwise', '--pieces', 'all', '--keep')
  expect([said.code, said.err]).toEqual([0, ''])
  expect(said.out).toContain('  + title: Count all files')
  expect(said.out).toContain('read')
  expect(said.out).toContain(`It stands in ${path} now. The text is new, so accept it before it runs: chela report ${path}`)
  expect(readFileSync(path, 'utf8')).toBe(odd.replace('title: Count files', 'title: Count all files'))
  expect(statSync(path).mode & 0o777).toBe(0o640)
  expect(existsSync(join(at.home, 'skills/drafts'))).toBe(false)
  expect((await at.chela('run', path, '--folder', at.folder)).code).toBe(4)
})

test('with --keep faults are kept nowhere; a skill in the folder of skills is changed there; one that came with Chela becomes an own copy', async () => {
  const at = desk()
  const path = at.write('count-files.skill.yaml', count)
  const tidy = readFileSync('skills/tidy-folder.skill.yaml', 'utf8')
  await withModel({ steps: [{ when: 'Change the skill', answer: ({ values }) => ({ skill: JSON.stringify(values).includes('tidy-folder') ? tidy.replace('default: 7d', 'default: 14d') : changed }) }] })
  const faulty = await at.chela('revise', path, 'tell me how many', '--pieces', '3', '--keep', '--json')
  expect([faulty.code, faulty.json()]).toMatchObject([3, { kept: { id: null, file: null } }])
  expect(readFileSync(path, 'utf8')).toBe(count)
  const own = join(at.home, 'skills/mine-too/count-files.skill.yaml')
  mkdirSync(dirname(own), { recursive: true })
  writeFileSync(own, count)
  const kept = await at.chela('revise', 'count-files', 'tell me how many', '--pieces', 'all', '--keep', '--json')
  expect(kept.json()).toMatchObject({ kept: { id: null, file: own } })
  expect(readFileSync(own, 'utf8')).toBe(changed)
  const copied = await at.chela('revise', 'tidy-folder', 'wait two weeks', '--pieces', 'all', '--keep')
  expect([copied.code, copied.out]).toEqual([0, expect.stringContaining(join(at.home, 'skills/tidy-folder.skill.yaml')) as unknown])
  expect(readFileSync(join(at.home, 'skills/tidy-folder.skill.yaml'), 'utf8')).toBe(tidy.replace('default: 7d', 'default: 14d'))
  rmSync(join(at.home, 'skills/tidy-folder.skill.yaml'))
  const link = join(at.folder, 'linked.skill.yaml')
  symlinkSync(resolve('skills/tidy-folder.skill.yaml'), link)
  expect((await at.chela('revise', link, 'wait two weeks', '--pieces', 'all', '--keep', '--json')).json()).toMatchObject({ kept: { file: join(at.home, 'skills/tidy-folder.skill.yaml') } })
  expect(readFileSync('skills/tidy-folder.skill.yaml', 'utf8')).toBe(tidy)
})

test.each([['is written', (path: string) => writeFileSync(path, `${count}# by another hand\n`)], ['is removed', (path: string) => rmSync(path)]])('with --keep a file that %s while the model thinks is left so, wherever it stands', async (_, meanwhile) => {
  const at = desk()
  const own = join(at.home, 'skills/count-files.skill.yaml')
  mkdirSync(dirname(own), { recursive: true })
  for (const path of [at.write('count-files.skill.yaml', count), own]) {
    writeFileSync(path, count)
    const server = await withModel({ steps: [{ when: 'Change the skill', answer: () => (meanwhile(path), { skill: changed }) }] })
    const said = await at.chela('revise', path, `tell me how many for ${path}`, '--pieces', 'all', '--keep')
    expect([said.code === 0, said.err]).toEqual([false, expect.stringContaining('was changed meanwhile, so nothing was written') as unknown])
    expect(existsSync(path) ? readFileSync(path, 'utf8') : undefined).not.toBe(changed)
    await server.close()
  }
})

test('without a model nothing is written or changed, and a sentence says how to connect one', async () => {
  const at = desk()
  for (const words of [['write', 'count files'], ['revise', 'tidy-folder', 'wait longer']]) {
    const said = await at.chela(...words)
    expect([said.code, said.err]).toEqual([1, expect.stringContaining('chela model set') as unknown])
  }
  expect((await at.chela('write', ' ')).code).toBe(2)
})
