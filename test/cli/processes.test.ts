import { expect, test } from 'vitest'
import { accepted, desk, moveSkill } from './chela.ts'

test('every command works as a process of its own', async () => {
  const at = desk()
  const skill = at.write('move-files.skill.yaml', moveSkill)
  at.write('files/a', 'a')
  const hash = accepted(skill)
  const done = async (words: readonly string[], shown: string): Promise<void> => {
    expect(await at.start(...words), words.join(' ')).toMatchObject({ code: 0, err: '', out: expect.stringContaining(shown) })
  }
  await done(['run', skill, '--folder', 'files', '--accept', hash], 'It did 1 deed; all can be taken back: chela undo')
  await Promise.all([done(['show', 'last'], 'file.move'), done(['runs'], 'move-files')])
  await Promise.all([done(['undo', 'last'], '1 taken back, 0 not.'), done(['check', skill], 'No faults in 1 file.')])
  await Promise.all([done(['report', skill], 'may move a file or folder'), done(['test', skill], '1 passed, 0 failed')])
  await done(['rehearse', skill, '--folder', 'files'], 'It would do 1 deed:')
  await Promise.all([done(['tools', 'file.move'], 'Move a file or folder'), done(['skills'], 'tidy-folder')])
  await Promise.all([done(['new', 'skill', 'my-own'], 'Next: chela check my-own; chela test my-own'), done(['policy'], hash)])
  await Promise.all([done(['export', skill, '--to', 'mermaid'], 'stateDiagram-v2'), done(['doctor'], 'Everything is in order.')])
})

test('a run that waits is cancelled by another process, and another one is taken up', async () => {
  const at = desk()
  const skill = at.write('waits.skill.yaml', 'chela: 1\nname: waits\nuses: {}\nstates:\n  rest: { wait: { for: word } }\n  over: { end: done }\n')
  const run = async (): Promise<unknown> => (await at.start('run', skill, '--accept', accepted(skill))).code
  expect(await run()).toBe(7)
  expect(await at.start('cancel', 'last')).toMatchObject({ code: 0, out: expect.stringContaining('is stopped.') })
  expect(await run()).toBe(7)
  expect(await at.start('resume', 'last', '--event', 'word')).toMatchObject({ code: 0, out: expect.stringContaining('done') })
})

test('a new tool passes the test that it begins with', async () => {
  const at = desk()
  const made = await at.start('new', 'tool', 'note.greet', '--in', at.folder, '--json')
  const [, test = ''] = made.json()['files'] as string[]
  expect(await at.run('--test', test)).toMatchObject({ code: 0 })
})
