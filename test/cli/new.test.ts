import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { accepted, desk } from './chela.ts'

test('the test of a new tool fails when the tool answers something else', async () => {
  const at = desk()
  const made = await at.start('new', 'tool', 'note.greet', '--in', at.folder, '--json')
  const [tool = '', itsTest = ''] = made.json()['files'] as string[]
  writeFileSync(tool, readFileSync(tool, 'utf8').replace('Hello, ', 'Go away, '))
  const failed = await at.run('--test', '--test-reporter=tap', itsTest)
  expect(failed.code).toBe(1)
  expect(failed.out).toContain('Go away, Ada.')
})

test('a new skill runs on a real folder and is done', async () => {
  const at = desk()
  const made = await at.chela('new', 'skill', 'my-first', '--in', at.folder, '--json')
  const [path = ''] = made.json()['files'] as string[]
  at.write('files/a.txt', 'a')
  at.write('files/b.txt', 'b')
  const said = await at.chela('run', path, '--folder', join(at.folder, 'files'), '--accept', accepted(path), '--json')
  expect(said).toMatchObject({ code: 0 })
  expect(said.json()).toMatchObject({ output: { files: 2 } })
})
