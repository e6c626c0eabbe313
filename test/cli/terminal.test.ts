import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { accepted, desk, moveSkill, type Desk } from './chela.ts'

/* `script` of util-linux gives a command a terminal of its own. */
const here = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0

function moving(): { readonly at: Desk; readonly skill: string; readonly files: string } {
  const at = desk()
  const skill = at.write('move-files.skill.yaml', moveSkill)
  for (const name of ['a', 'b']) at.write(`files/${name}`, name)
  return { at, skill, files: join(at.folder, 'files') }
}

test.skipIf(!here)('on a terminal the report is shown and asked about; what was shown runs, whatever the file holds by then', async () => {
  const { at, skill, files } = moving()
  const terminal = at.terminal('run', skill, '--folder', files)
  await terminal.until('What it may do:')
  await terminal.until('May it do this? y(es) / N(o): ')
  writeFileSync(skill, moveSkill.replace('default: kept', 'default: taken'))
  terminal.type('y\n')
  expect(await terminal.code).toBe(0)
  expect(readdirSync(files)).toEqual(['kept'])
  expect((await at.start('run', skill, '--folder', files)).code).toBe(4)
})

test.skipIf(!here)('what was typed before a question is shown does not answer it, half a line neither', async () => {
  const { at, skill, files } = moving()
  const terminal = at.terminal('run', skill, '--folder', files)
  terminal.type('y\ny')
  await terminal.until('May it do this? y(es) / N(o): ')
  terminal.type('\n')
  expect(await terminal.code).toBe(4)
  expect(readdirSync(files)).toEqual(['a', 'b'])
})

test.skipIf(!here)('a deed that asks is shown with its origins; no denies it, Ctrl-C pauses, Ctrl-D leaves it open', async () => {
  const { at, skill, files } = moving()
  writeFileSync(join(at.home, 'policy.yaml'), 'chela: 1\nrules:\n  - ask: file.move\n')
  const words = ['run', skill, '--folder', files, '--count', '1', '--accept', accepted(skill)]
  const answered = async (typed: string): Promise<number | null> => {
    const terminal = at.terminal(...words)
    await terminal.until(/move .*\/files\/a/)
    await terminal.until('from: ')
    await terminal.until('Asked because: Your policy asks about file.move.')
    await terminal.until('y(es) / N(o)')
    terminal.type(typed)
    return terminal.code
  }
  const open = async (typed: string): Promise<void> => {
    expect(await answered(typed)).toBe(7)
    expect(existsSync(join(files, 'a'))).toBe(true)
  }
  await Promise.all([open('\u0003'), open('\u0004'), answered('n\n').then((code) => expect(code).not.toBe(7))])
  expect(readdirSync(files)).toEqual(['a', 'b'])
  expect(await answered('y\n')).toBe(0)
  expect(existsSync(join(files, 'kept', 'a'))).toBe(true)
})

test.skipIf(!here)('progress stays on one line of the terminal, which is empty in the end', async () => {
  const at = desk()
  const inner = at.write('inner.skill.yaml', `chela: 1\nname: inner\nuses: {}\nstates:\n  rest_${'x'.repeat(55)}: { wait: 1s }\n  over: { end: done }\n`)
  const outer = at.write('outer.skill.yaml', `chela: 1\nname: outer\nuses: { inner: {} }\nstates:\n  run_${'y'.repeat(55)}: { run: inner }\n  over: { end: done }\n`)
  const terminal = at.terminal('run', outer, '--accept', accepted(outer), '--accept', accepted(inner))
  expect(await terminal.code).toBe(0)
  const drawn = [...terminal.shown().matchAll(/\r\u001b\[2K([^\r\n\u001b]*)/g)].map((match) => match[1] ?? '')
  expect(drawn.length).toBeGreaterThan(1)
  expect(Math.max(...drawn.map((line) => line.length))).toBe(79)
  expect(drawn.at(-1)).toBe('')
})
