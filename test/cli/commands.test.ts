import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { version } from '../../package.json'
import { freshFolder } from '../helpers/temporary-folder.ts'
import { accepted, desk, list, moveSkill } from './chela.ts'

test('the version is printed', async () => {
  expect(await desk().start('--version')).toMatchObject({ code: 0, out: `${version}\n`, err: '' })
})

test('help lists the commands and the exit codes', async () => {
  const { code, out } = await desk().chela('--help')
  expect(code).toBe(0)
  for (const word of ['check', 'report', 'test', 'write', 'revise', 'rehearse', 'run', 'resume', 'cancel', 'undo', 'runs', 'show', 'tools', 'skills', 'new', 'export', 'policy', 'doctor', 'Exit codes:']) expect(out).toContain(word)
})

/** Nothing is done here, so one desk serves for all. */
const base = freshFolder()
const wrong = desk(base)
afterAll(() => rmSync(base, { recursive: true, force: true }))

test.each([
  [['frob'], "Unknown command 'frob'."],
  [['check', '--strikt'], 'Did you mean --strict?'],
  [['run'], "Missing required argument 'skill'."],
  [['run', 'tidy-foldr'], 'Did you mean "tidy-folder"?'],
  [['run', 'tidy-folder', '--foldr', '/x'], 'Did you mean --folder?'],
  [['run', 'tidy-folder', 'stray'], '"stray" belongs to nothing.'],
  [['run', 'tidy-folder', '--folder'], 'The input "folder" has no value.'],
  [['run', 'tidy-folder', '--input', 'folder'], 'does not say what the input is'],
  [['run', 'tidy-folder', '--inputs', 'none.json'], 'There is no file none.json.'],
  [['run', 'no/such.skill.yaml'], 'is not there.'],
  [['show', 'nothing'], 'There is no run "nothing".'],
  [['resume', 'last'], 'Start one: chela run SKILL'],
  [['test', 'tidy-folder', '--only', 'no such test'], 'No test has "no such test" in its name.'],
  [['runs', '--status', 'odd'], 'is no status of a run'],
  [['runs', '--limit', '0'], 'is not a number from 1'],
  [['tools', 'file.moove'], 'Did you mean "file.move"?'],
  [['new', 'skill', 'Bad Name'], 'can not name a skill'],
  [['new', 'tool', 'bad'], 'can not name a tool'],
  [['new', 'car', 'x'], '"car" can not be begun.'],
  [['export', 'tidy-folder', '--to', 'pdf'], 'Allowed choices are'],
  [['export', 'tidy-folder'], "Required option '--to <kind>' not specified."],
  [['policy', 'revoke', 'nothing'], 'There is no grant and no accepted text "nothing".'],
  [['report', 'tidy-folder', '--ask', 'what?'], 'can not be understood'],
  [['report', 'tidy-folder', '--without', 'confirm'], '"--without" needs "--can".'],
  [['report', 'tidy-folder', '--can', 'fil.move'], 'Did you mean "file.move"?'],
  [['report', 'tidy-folder', '--can', 'nothing.*'], 'There is no tool, area or class of deeds "nothing.*".'],
  [['report', 'tidy-folder', '--can', 'file.move', '--without', 'cofirm'], 'Did you mean "confirm"?'],
  [['report', 'tidy-folder', '--reach', 'nowhere'], 'There is no state "nowhere".'],
  [['model', 'set', '--profile', 'ollama'], 'The name of the model is missing.'],
  [['model', 'set', '--profile', 'ollama', '--name', 'q', '--timeout', '0'], 'is no number of seconds from 1 to 3600'],
  [['tools', '--tools', 'none.tool.mjs'], 'There is no tool file'],
])('%j is told in a sentence and exits with 2', async (words, sentence) => {
  const { code, out, err } = await wrong.chela(...words)
  expect(err).toContain(sentence)
  expect(err).toMatch(/^chela: /)
  expect(err).not.toMatch(/\n {4}at /)
  expect(out).toBe('')
  expect(code).toBe(2)
})

test('with --json an error is a JSON document too', async () => {
  const said = await desk().chela('show', 'nothing', '--json')
  expect(said.json()).toEqual({ error: { code: 'usage', message: 'There is no run "nothing".', help: '"chela runs" lists them.' }, exit: 2 })
})

test('check shows all faults with their places, as text and as JSON, and exits with 3', async () => {
  const at = desk()
  const path = at.write('bad.skill.yaml', 'chela: 1\nname: bad\nuses: {}\nstates:\n  one: { call: file.moove, next: too }\n  two: { end: done }\n')
  const said = await at.chela('check', path)
  expect(said.code).toBe(3)
  expect(said.out).toContain('bad.skill.yaml:5:')
  expect(said.out).toContain('unknown-target')
  expect(said.out).toContain('unknown-tool')
  const json = await at.chela('check', path, '--json')
  expect(json.code).toBe(3)
  expect(json.json()).toMatchObject({ files: 1 })
  const [result] = list(json.json()['results'])
  expect(list(result?.['diagnostics']).map(({ code }) => code)).toEqual(expect.arrayContaining(['unknown-target', 'unknown-tool']))
  expect((await at.chela('run', path)).code).toBe(3)
})

test('check --fix makes the obvious repairs and leaves the rest of the file', async () => {
  const at = desk()
  const path = at.write('bad.skill.yaml', '# kept\nchela: 1\nname: bad\nuses: {}\nstates:\n  one: { if: true, next: tow }\n  two: { end: done }\n')
  await at.chela('check', path, '--fix')
  expect(readFileSync(path, 'utf8')).toContain('next: two')
  expect(readFileSync(path, 'utf8')).toContain('# kept')
})

test('colours and control characters of a file do not reach the output', async () => {
  const at = desk()
  const path = at.write('odd.skill.yaml', 'chela: 1\nname: odd\ntitle: "a\\e[31mred"\nuses: {}\nstates:\n  over: { end: done, because: "x\\e]0;title\\a" }\n')
  for (const words of [['check', path], ['report', path], ['rehearse', path], ['show', path]]) {
    const { out, err } = await at.chela(...words)
    expect(out + err).not.toContain('\u001b')
  }
})

test('report tells what a skill may do, the difference to an older file, and answers questions', async () => {
  const at = desk()
  const path = at.write('move-files.skill.yaml', moveSkill)
  const old = at.write('old.skill.yaml', moveSkill.replace(/ {2}file\.move: .*\n/, '').replace(/ {2}move:[\s\S]*? {2}finished:/, '  finished:').replace(/ {4}(?:output|evidence): .*\n/g, '').replace(/\ntests:[\s\S]*/, '\n'))
  const told = await at.chela('report', path)
  expect(told.out).toContain('may move a file or folder')
  expect((await at.chela('report', path, '--json')).json()).toMatchObject({ skill: 'move-files', network: false, rules: [] })
  writeFileSync(join(at.home, 'policy.yaml'), 'chela: 1\nrules:\n  - { allow: file.*, skill: move-files }\n')
  expect((await at.chela('report', path)).out).toContain('A rule of yours allows file.* to whatever text you have accepted that stands under the name "move-files"')
  expect((await at.chela('report', path, '--diff', old)).out).toContain('New: may move a file or folder')
  expect((await at.chela('report', path, '--ask', '--can file.* --without confirm', '--json')).json()).toMatchObject({ possible: true })
  expect((await at.chela('report', path, '--can', 'mail.*', '--json')).json()).toEqual({ possible: false })
  expect((await at.chela('report', path, '--reach', 'finished')).out).toContain('Yes: "finished" can be reached')
})

test('test runs the tests inside a file; a test that fails exits with 1', async () => {
  const at = desk()
  const path = at.write('move-files.skill.yaml', moveSkill)
  expect(await at.chela('test', path)).toMatchObject({ code: 0, err: '' })
  const bad = at.write('bad.skill.yaml', moveSkill.replace('expect: { end: done }', 'expect: { end: failed }'))
  const said = await at.chela('test', bad, '--json')
  expect(said.code).toBe(1)
  expect(said.json()).toMatchObject({ passed: 0, failed: 1 })
})

test('inputs come from options, from name=value and from a file, by the schema of the skill', async () => {
  const at = desk()
  const path = at.write('move-files.skill.yaml', moveSkill)
  mkdirSync(join(at.folder, 'files'))
  const output = async (...words: string[]) => (await at.chela('rehearse', path, '--accept', accepted(path), '--json', ...words)).json()['output']
  expect(await output('--folder', 'files', '--tags', 'a,b', '--tags', 'c', '--loud')).toEqual({ moved: 0, tags: ['a', 'b', 'c'], loud: true })
  expect(await output('--folder=files', '--no-loud', '--input', 'tags=["x,y"]')).toEqual({ moved: 0, tags: ['x,y'], loud: false })
  const file = at.write('inputs.json', '{"folder": "files", "loud": true}')
  expect(await output('--inputs', file)).toEqual({ moved: 0, tags: [], loud: true })
  expect((await at.chela('rehearse', path)).err).toContain('"move-files" needs the input "folder".')
  expect((await at.chela('rehearse', path, '--folder', 'files', '--count', 'many')).err).toContain('The input "count" must be a number; "many" is not.')
  expect((await at.chela('rehearse', path, '--folder', 'files', '--count', '1.5')).code).toBe(2)
})

test('a new skill checks, and its test passes; nothing is written over', async () => {
  const at = desk()
  const made = await at.chela('new', 'skill', 'my-first', '--in', at.folder, '--json')
  const [path = ''] = made.json()['files'] as string[]
  expect((await at.chela('check', path)).out).toBe('No faults in 1 file.\n')
  expect((await at.chela('test', path)).out).toContain('1 passed, 0 failed')
  expect(await at.chela('new', 'skill', 'my-first', '--in', at.folder)).toMatchObject({ code: 2 })
})

test('a new tool in the folder of tools is loaded; a broken one is told and does no harm', async () => {
  const at = desk()
  expect((await at.chela('new', 'tool', 'note.greet')).code).toBe(0)
  expect((await at.start('tools', 'note.greet', '--json')).json()).toMatchObject({ name: 'note.greet', class: 'read' })
  writeFileSync(join(at.home, 'tools', 'bad.tool.mjs'), 'export default {')
  writeFileSync(join(at.home, 'tools', 'move.tool.mjs'), "export default { name: 'file.move', title: 'x', description: 'x', class: 'read', input: { type: 'object' }, output: {}, perform: async () => ({}) }")
  const said = await at.start('tools')
  expect(said.code).toBe(0)
  expect(said.out).toContain('note.greet')
  expect(said.err).toContain('bad.tool.mjs could not be loaded')
  expect(said.err).toContain('names its tool "file.move", as the engine does.')
  expect((await at.start('doctor')).code).toBe(8)
})

test('export writes Mermaid, SCXML and XState', async () => {
  const at = desk()
  const path = at.write('move-files.skill.yaml', moveSkill)
  expect((await at.chela('export', path, '--to', 'mermaid')).out).toContain('stateDiagram-v2')
  expect((await at.chela('export', path, '--to', 'scxml')).out).toContain('<scxml')
  expect((await at.chela('export', path, '--to', 'xstate')).out).toContain('export const machine')
  expect((await at.chela('export', path, '--to', 'mermaid', '--out', join(at.folder, 'chart.mmd'))).code).toBe(0)
  expect(existsSync(join(at.folder, 'chart.mmd'))).toBe(true)
})

test('runs, show and skills tell in words and as data', async () => {
  const at = desk()
  const path = at.write('move-files.skill.yaml', moveSkill)
  at.write('files/a', '')
  const hash = String((await at.chela('report', path, '--json')).json()['hash'])
  await at.chela('run', path, '--folder', 'files', '--accept', hash)
  const [run] = list((await at.chela('runs', '--json')).json()['runs'])
  expect(run).toMatchObject({ skill: 'move-files', status: 'done' })
  const shown = await at.chela('show', String(run?.['run']))
  expect(shown.out).toContain('file.move')
  expect(shown.out).toContain('can be taken back by file.move')
  expect(shown.out).toContain('1 of 1 deed can be taken back')
  expect(list((await at.chela('show', 'last', '--json')).json()['journal'])[0]).toMatchObject({ kind: 'run-started', sequence: 1 })
  expect((await at.chela('show', path)).out).toContain('--folder')
  expect((await at.chela('skills')).out).toContain('tidy-folder')
})

test('policy lists accepted texts and revokes them', async () => {
  const at = desk()
  const path = at.write('move-files.skill.yaml', moveSkill)
  mkdirSync(join(at.folder, 'files'))
  const hash = String((await at.chela('report', path, '--json')).json()['hash'])
  await at.chela('run', path, '--folder', 'files', '--accept', hash)
  expect((await at.chela('policy')).out).toContain(hash)
  expect((await at.chela('policy', 'revoke', hash)).code).toBe(0)
  expect((await at.chela('run', path, '--folder', 'files')).code).toBe(4)
})

test('doctor finds a damaged database, damaged grants and bad skills, and says what to do', async () => {
  const at = desk()
  expect(await at.chela('doctor')).toMatchObject({ code: 0 })
  writeFileSync(join(at.home, 'runs.db'), 'this is no database, but long enough to look like a file with something in it'.repeat(20))
  writeFileSync(join(at.home, 'grants.json'), '{')
  writeFileSync(join(at.home, 'skills', 'bad.skill.yaml'), 'chela: 1\n')
  const said = await at.chela('doctor')
  expect(said.code).toBe(8)
  expect(said.out).toContain('BAD   Runs')
  expect(said.out).toContain('BAD   Grants')
  expect(said.out).toContain('BAD   Skill')
  const runs = await at.chela('runs')
  expect(runs.code).toBe(8)
  expect(runs.err).not.toMatch(/\n {4}at /)
})

test.skipIf(process.getuid?.() === 0)('a home that can not be written is told with what to do', async () => {
  const at = desk()
  chmodSync(at.home, 0o500)
  const said = await at.chela('runs')
  expect(said.code).toBe(8)
  expect(said.err).toContain('CHELA_HOME')
})
