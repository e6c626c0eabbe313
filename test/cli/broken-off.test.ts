import { cpSync, existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { accepted, command, desk, type Desk, type Said } from './chela.ts'

/** A foreign tool that begins its deed, then takes a minute; it can not tell afterwards whether it was done. */
const slowTool = `import { appendFileSync } from 'node:fs'
import { defineTool } from 'chela'

export default defineTool({
  name: 'slow.write', title: 'Write slowly', description: 'Writes, and takes its time.', class: 'sensitive',
  input: { type: 'object', properties: { path: { type: 'string', format: 'path' } }, required: ['path'], additionalProperties: false },
  output: { type: 'object' },
  control: { path: 'path' },
  describe: ({ path }) => 'write slowly to ' + path,
  perform: async ({ path }) => {
    appendFileSync(path, 'begun ')
    await new Promise((done) => setTimeout(done, 60_000))
    return {}
  },
})
`
const slowSkill = `chela: 1
name: slow
inputs: { path: { type: string, format: path } }
uses: { slow.write: { path: "\${ input.path }" } }
states:
  write: { call: slow.write, with: { path: "\${ input.path }" } }
  finished: { end: done }
`

/** A desk where a run of the slow tool is at work, in a process of its own. */
async function atWork(): Promise<{ readonly at: Desk; readonly words: readonly string[]; readonly run: ReturnType<Desk['begin']> }> {
  const at = desk()
  const tools = ['--tools', at.write('slow.tool.mjs', slowTool)]
  const skill = at.write('slow.skill.yaml', slowSkill)
  const path = join(at.folder, 'out')
  const refused = await at.start('run', skill, '--path', path, '--accept', accepted(skill), ...tools)
  const approve = /--approve ([0-9a-f]{64})/.exec(refused.err)?.[1] ?? ''
  const run = at.begin('run', skill, '--path', path, '--approve', approve, ...tools)
  await until(() => existsSync(path))
  return { at, words: tools, run }
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 1500) throw new Error('It did not come about.')
    await new Promise((done) => setTimeout(done, 20))
  }
}

/** Another process may seem to hold a run for a while after it was killed. */
async function untilFree(attempt: () => Promise<Said>): Promise<Said> {
  for (let tries = 0; ; tries++) {
    const said = await attempt()
    if (tries > 30 || !said.err.includes('Another process')) return said
    await new Promise((done) => setTimeout(done, 1500))
  }
}

test('a run killed within a deed that cannot tell of itself is unknown, until the person says that it took place', async () => {
  const { at, words, run } = await atWork()
  run.process.kill('SIGKILL')
  expect((await run.said).code).toBeNull()
  const unknown = await untilFree(() => at.start('resume', 'last', ...words))
  expect(unknown.code).toBe(6)
  expect(unknown.out).toContain('it has no way to tell whether it took place')
  const line = /: chela (resume .* --settle happened) --tools (\S+) /.exec(unknown.out)
  expect(line).not.toBeNull()
  expect(await at.start('runs', '--status', 'unknown')).toMatchObject({ code: 0, out: expect.stringContaining('slow') })
  const odd = await at.start('resume', 'last', '--settle', 'happened', '--output', '5', ...words)
  expect(odd).toMatchObject({ code: 2, err: expect.stringContaining('slow.write does not answer that') })
  const settled = await at.start('resume', 'last', '--settle', 'happened', '--output', '{"said":"so"}', ...words)
  expect(settled).toMatchObject({ code: 0, out: expect.stringContaining('done') })
  expect((await at.start('show', 'last')).out).toContain('(settled by you) (put in by you): {"said":"so"}')
  expect(readFileSync(join(at.folder, 'out'), 'utf8')).toBe('begun ')
  const again = await at.start('resume', 'last', '--settle', 'happened', ...words)
  expect(again).toMatchObject({ code: 2, err: expect.stringContaining('has no deed that is unknown') })
})

test('the second Ctrl-C ends at once with 130; a deed that did not take place fails the run', async () => {
  const { at, words, run } = await atWork()
  let told = ''
  run.process.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()))
  run.process.kill('SIGINT')
  await until(() => told.includes('Pausing after what is at work now; Ctrl-C again ends at once.'))
  run.process.kill('SIGINT')
  const said = await run.said
  expect(said.code).toBe(130)
  expect(said.err).toMatch(/Ended at once\. To look what happened and go on: chela resume \w+ --tools /)
  expect((await untilFree(() => at.start('resume', 'last', ...words))).code).toBe(6)
  expect(await at.start('resume', 'last', '--settle', 'not-happened', ...words)).toMatchObject({ code: 1, out: expect.stringContaining('did not take place') })
})

test('the first Ctrl-C pauses a run and tells how to go on; a killed one is taken up too', async () => {
  const at = desk()
  const skill = at.write('slow.skill.yaml', 'chela: 1\nname: slow\nuses: {}\nstates:\n  rest: { wait: 2s }\n  over: { end: done }\n')
  const begun = async (...words: string[]) => {
    const run = at.begin(...words, '--follow')
    let shown = ''
    run.process.stdout?.on('data', (chunk: Buffer) => (shown += chunk.toString()))
    await until(() => /started slow|taken up again/.test(shown))
    return run
  }
  const paused = await begun('run', skill, '--accept', accepted(skill))
  paused.process.kill('SIGINT')
  const said = await paused.said
  expect(said.code).toBe(7)
  expect(said.out).toContain('is paused. Go on: chela resume')
  const killed = await begun('resume', 'last')
  killed.process.kill('SIGKILL')
  await killed.said
  expect((await untilFree(() => at.start('resume', 'last'))).code).toBe(0)
})

test('a tool that breaks outside of its deed ends the program with 70 and a sentence', async () => {
  const at = desk()
  const tools = ['--tools', at.write('slow.tool.mjs', `setTimeout(() => { throw new Error('lost\u001b[31m') }, 400)\n${slowTool}`)]
  const skill = at.write('slow.skill.yaml', slowSkill.replace('call: slow.write, with: { path: "${ input.path }" }', 'wait: 1m').replace(/uses: .*/, 'uses: {}'))
  const said = await at.start('run', skill, '--path', 'x', '--accept', accepted(skill), ...tools)
  expect(said.code).toBe(70)
  expect(said.err).toBe('\nchela: Something broke outside of any deed, perhaps in a tool file: lost\\u{1b}[31m\n  A run that was at work goes on with: chela resume last\n')
})

test('a program of which a part is missing says so, and exits with 70', async () => {
  const at = desk()
  const copy = join(at.folder, 'dist')
  cpSync(dirname(command), copy, { recursive: true, filter: (path) => !basename(path).startsWith('program-') })
  expect(await at.run(join(copy, 'chela.js'), 'runs')).toMatchObject({ code: 70, out: '', err: expect.stringMatching(/^chela: Chela could not be loaded: .*\n {2}Install it again/) })
})
