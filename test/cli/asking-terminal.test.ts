import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { onTestFinished, expect, test } from 'vitest'
import { scriptedModel } from '../helpers/scripted-model.ts'
import { desk } from './chela.ts'

/* `script` of util-linux gives a command a terminal of its own. */
const here = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0

const count = `chela: 1
name: count-files
title: Count files
examples: [count the files]
inputs: { folder: { type: string, format: path, title: the folder } }
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

test.skipIf(!here)('at a terminal each piece is taken or left, and a yes puts what was taken over the skill itself', async () => {
  const at = desk()
  const path = at.write('count-files.skill.yaml', count)
  const changed = count.replace('title: Count files', 'title: Count all files').replace('title: the folder', 'title: which folder')
  const server = await scriptedModel({ script: { steps: [{ when: 'Change the skill', answer: { skill: changed } }] } })
  onTestFinished(() => server.close())
  expect((await at.chela('model', 'set', '--profile', 'custom', '--url', server.url, '--name', 'scripted')).code).toBe(0)
  const terminal = at.terminal('revise', path, 'call it otherwise')
  await terminal.until('Take piece 1? y(es) / N(o): ')
  terminal.type('y\n')
  await terminal.until('Take piece 2? y(es) / N(o): ')
  terminal.type('\n')
  await terminal.until('With the pieces you took:')
  await terminal.until('may list a folder')
  await terminal.until('Put this in the place of the skill itself?')
  terminal.type('y\n')
  await terminal.until('It stands in')
  expect(await terminal.code).toBe(0)
  expect(readFileSync(path, 'utf8')).toBe(count.replace('title: Count files', 'title: Count all files'))
})

test.skipIf(!here)('what is missing is asked for, #1 takes what was told before, and nothing runs without a yes', async () => {
  const at = desk()
  at.write('../home/skills/count-files.skill.yaml', count)
  expect((await at.chela('memory', 'set', 'project_folder', at.folder)).code).toBe(0)
  const terminal = at.terminal('ask', 'count the files')
  await terminal.until(/#1 {2}.*\(you told it as project_folder\)/)
  await terminal.until('what is "the folder"? (#1 takes what you told before)')
  terminal.type('#1\n')
  await terminal.until(/folder: .*you gave it/)
  await terminal.until('May it do this? y(es) / N(o): ')
  terminal.type('y\n')
  await terminal.until('Run it? y(es) / N(o): ')
  terminal.type('\n')
  expect(await terminal.code).toBe(5)
  expect((await at.chela('runs', '--json')).json()).toEqual({ runs: [] })
})

test.skipIf(!here)('of inputs that stand for one another the person says which way, then each of it', async () => {
  const at = desk()
  const terminal = at.terminal('ask', 'find a free hour', '--skill', 'find-free-hour')
  await terminal.until('1  "Your calendar" (a file or folder) and "The other calendar" (a file or folder)')
  await terminal.until('2  "The CalDAV account that holds both calendars"')
  await terminal.until('Number: ')
  terminal.type('1\n')
  await terminal.until('"Your calendar" (a file or folder): ')
  terminal.type('me.ics\n')
  await terminal.until('"The other calendar" (a file or folder): ')
  terminal.type('you.ics\n')
  await terminal.until(/theirs: .*you\.ics/)
  await terminal.until('May it do this?')
  terminal.type('n\n')
  expect(await terminal.code).toBe(4)
  expect(terminal.shown()).not.toMatch(/nowhere|account: null/)
})

test.skipIf(!here)('where nothing fits, what can be done instead is offered by number; Enter does nothing of it', async () => {
  const at = desk()
  const server = await scriptedModel({ script: { steps: [{ when: 'Which of "skills"', answer: { choice: 'none' } }] } })
  onTestFinished(() => server.close())
  await at.chela('model', 'set', '--profile', 'custom', '--url', server.url, '--name', 'scripted')
  const terminal = at.terminal('ask', 'compose a sonnet about volcanoes')
  await terminal.until('Let the model write a skill, as a draft')
  await terminal.until('What instead? Number, or Enter for nothing: ')
  terminal.type('\n')
  await terminal.until('Let the model write one: ')
  expect(await terminal.code).toBe(1)
  expect((await at.chela('runs', '--json')).json()).toEqual({ runs: [] })
})
