import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { accepted, desk, endingAs, hashes, list, moveSkill, waitSkill, type Desk } from './chela.ts'

function someFiles(at: Desk): string {
  for (const name of ['a.txt', 'b.txt', 'c d.txt']) at.write(`files/${name}`, `text of ${name}`)
  return join(at.folder, 'files')
}

test('a text that is not accepted is shown and not run; accepted by its hash it runs, and undo puts every file back', async () => {
  const at = desk()
  const folder = someFiles(at)
  const skill = at.write('move-files.skill.yaml', moveSkill)
  const refused = await at.chela('run', skill, '--folder', folder)
  expect(refused.code).toBe(4)
  expect(refused.err).toContain('was not accepted before. What it may do:')
  expect(refused.err).toContain('The skill "move-files" is not accepted, so nothing was run.')
  expect(readdirSync(folder)).toEqual(['a.txt', 'b.txt', 'c d.txt'])
  const [hash = ''] = hashes(refused)
  const ran = await at.chela('run', skill, '--folder', folder, '--accept', hash)
  expect(ran.err).toBe('')
  expect(ran.code).toBe(0)
  expect(readdirSync(folder)).toEqual(['kept'])
  expect(readdirSync(join(folder, 'kept'))).toEqual(['a.txt', 'b.txt', 'c d.txt'])
  expect(readFileSync(join(folder, 'kept', 'c d.txt'), 'utf8')).toBe('text of c d.txt')
  const undone = await at.chela('undo', 'last')
  expect(undone.out).toContain('3 taken back, 0 not.')
  expect(undone.code).toBe(0)
  expect(readdirSync(folder)).toEqual(['a.txt', 'b.txt', 'c d.txt'])
  expect((await at.chela('undo', 'last')).out).toContain('nothing to take back')
})

test('a file that changed after it was accepted is not run, and what is different is shown', async () => {
  const at = desk()
  const folder = someFiles(at)
  const skill = at.write('move-files.skill.yaml', moveSkill)
  const first = await at.chela('run', skill, '--folder', folder, '--accept', accepted(skill))
  expect(first.code).toBe(0)
  writeFileSync(skill, moveSkill.replace('  file.list: { folder: "${ input.folder }" }', '  file.list: { folder: "${ input.folder }" }\n  file.trash: { path: "${ input.folder }" }').replace('  finished:', '  away:\n    call: file.trash\n    with: { path: "${ input.folder }/kept" }\n  finished:'))
  const again = await at.chela('run', skill, '--folder', folder)
  expect(again.code).toBe(4)
  expect(again.err).toContain('has changed since you accepted it. What is different:')
  expect(again.err).toMatch(/New: may move .*trash/)
  expect(existsSync(join(folder, 'kept'))).toBe(true)
})

test('each sub-skill is accepted by a hash of its own', async () => {
  const at = desk()
  const skill = at.write('outer.skill.yaml', 'chela: 1\nname: outer\nuses: { ends: {} }\nstates:\n  inner: { run: ends }\n  over: { end: done }\n')
  at.write('ends.skill.yaml', endingAs('done'))
  const refused = await at.chela('run', skill)
  expect(refused.code).toBe(4)
  const both = hashes(refused)
  expect(both).toHaveLength(2)
  expect((await at.chela('run', skill, '--accept', both[0] ?? '')).code).toBe(4)
  expect((await at.chela('run', skill, ...both.flatMap((hash) => ['--accept', hash]))).code).toBe(0)
  at.write('ends.skill.yaml', endingAs('done').replace('over', 'other'))
  expect(hashes(await at.chela('run', skill))).toHaveLength(1)
})

test.each([['done', 0], ['failed', 1], ['stopped', 5]])('a run that ends as %s exits with %i', async (outcome, code) => {
  const at = desk()
  const skill = at.write('ends.skill.yaml', endingAs(outcome))
  const ran = await at.chela('run', skill, '--accept', accepted(skill), '--json')
  expect(ran.code).toBe(code)
  expect(ran.json()).toMatchObject({ outcome, exit: code, skill: 'ends', deeds: 0 })
})

test('without a terminal what asks is denied, the hash is told, and with it the deed is done', async () => {
  const at = desk()
  const folder = someFiles(at)
  const skill = at.write('move-files.skill.yaml', moveSkill)
  writeFileSync(join(at.home, 'policy.yaml'), 'chela: 1\nrules:\n  - ask: file.move\n')
  const words = ['run', skill, '--folder', folder, '--count', '1', '--accept', accepted(skill)]
  const denied = await at.chela(...words)
  expect(denied.code).toBe(4)
  expect(denied.err).toContain('Not done, since there is no terminal to ask on: move')
  const hash = /--approve ([0-9a-f]{64})/.exec(denied.err)?.[1] ?? ''
  expect(readdirSync(folder)).toHaveLength(3)
  const ran = await at.chela(...words, '--approve', hash)
  expect(ran.code).toBe(0)
  expect(readdirSync(join(folder, 'kept'))).toEqual(['a.txt'])
})

test('a rehearsal changes nothing; approved by its hash it is done exactly so, and not when the world has changed', async () => {
  const at = desk()
  const folder = someFiles(at)
  const skill = at.write('move-files.skill.yaml', moveSkill)
  const refused = await at.chela('rehearse', skill, '--folder', folder)
  expect([refused.code, refused.out]).toEqual([4, ''])
  expect(refused.err).toContain('may move a file or folder')
  expect(refused.err).toContain(`A rehearsal reads for real. Read what is shown, then: chela rehearse ${skill} --folder ${folder} --accept ${accepted(skill)}`)
  const rehearsed = await at.chela('rehearse', skill, '--folder', folder, '--json', '--accept', accepted(skill))
  expect(rehearsed.code).toBe(0)
  expect(list(rehearsed.json()['deeds'])).toHaveLength(3)
  expect(readdirSync(folder)).toEqual(['a.txt', 'b.txt', 'c d.txt'])
  const hash = String(rehearsed.json()['hash'])
  const words = ['run', skill, '--folder', folder, '--accept', accepted(skill), '--approve', hash]
  at.write('files/new.txt', 'new')
  const changed = await at.chela(...words)
  expect(changed.code).toBe(4)
  expect(changed.err).toContain('is no longer what you approved (new: move')
  expect(readdirSync(folder)).toHaveLength(4)
  at.write('files/kept/x', '')
  const now = String((await at.chela('rehearse', skill, '--folder', folder, '--json')).json()['hash'])
  expect(now).not.toBe(hash)
  expect((await at.chela(...words.slice(0, -1), now)).code).toBe(0)
  expect((await at.chela(...words.slice(0, -1), 'f'.repeat(64))).err).toContain('is neither of this rehearsal nor of a deed that was shown')
})

test('a run that waits exits with 7; an event takes it on', async () => {
  const at = desk()
  const path = join(at.folder, 'said.txt')
  const skill = at.write('wait-for-word.skill.yaml', waitSkill)
  const waiting = await at.chela('run', skill, '--path', path, '--accept', accepted(skill))
  expect(waiting.code).toBe(7)
  expect(waiting.out).toContain('waits for an event')
  expect((await at.chela('resume', 'last', '--event', 'word=5')).code).toBe(2)
  const resumed = await at.chela('resume', 'last', '--event', 'word={"text":"hello"}')
  expect(resumed.code).toBe(0)
  expect(readFileSync(path, 'utf8')).toBe('hello')
  expect((await at.chela('resume', 'last')).err).toContain('has ended as done')
})

test('a run that waits can be cancelled, and then not resumed', async () => {
  const at = desk()
  const skill = at.write('wait-for-word.skill.yaml', waitSkill)
  await at.chela('run', skill, '--path', 'x.txt', '--accept', accepted(skill))
  expect((await at.chela('undo', 'last')).err).toContain('has not ended')
  expect((await at.chela('cancel', 'last', '--json')).json()).toMatchObject({ outcome: 'stopped' })
  expect((await at.chela('resume', 'last')).code).toBe(2)
})

test('with --json and --follow each entry is a line, and the end is the last', async () => {
  const at = desk()
  const skill = at.write('ends.skill.yaml', endingAs('done'))
  const ran = await at.chela('run', skill, '--accept', accepted(skill), '--json', '--follow')
  const lines = ran.out.trim().split('\n').map((line) => JSON.parse(line) as { kind?: string; outcome?: string })
  expect(lines.map(({ kind }) => kind)).toEqual(['run-started', 'run-ended', undefined])
  expect(lines.at(-1)?.outcome).toBe('done')
})

test('a policy with faults denies every deed and says where the fault is', async () => {
  const at = desk()
  const folder = someFiles(at)
  const skill = at.write('move-files.skill.yaml', moveSkill)
  writeFileSync(join(at.home, 'policy.yaml'), 'chela: 1\nrules:\n  - dney: file.trash\n')
  const ran = await at.chela('run', skill, '--folder', folder, '--accept', accepted(skill))
  expect(ran.code).toBe(4)
  expect(ran.err).toContain('The policy file has faults, so every deed is denied until it is mended.')
  expect(readdirSync(folder)).toHaveLength(3)
})

const confirmSkill = `chela: 1
name: ask-first
inputs: { path: { type: string, format: path } }
uses: { file.write: { path: "\${ input.path }" } }
states:
  sure: { confirm: Shall it be written?, of: write, yes: plain, no: nothing }
  plain: { confirm: Really?, yes: between, no: nothing }
  between: { note: the question before shows no deed }
  write: { call: file.write, with: { path: "\${ input.path }", text: hello } }
  finished: { end: done }
  nothing: { end: stopped }
`

test('the command line that a rehearsal prints does all of it, questions included; without it nobody can be asked', async () => {
  const at = desk()
  const skill = at.write('ask-first.skill.yaml', confirmSkill)
  const hash = accepted(skill)
  const alone = await at.chela('run', skill, '--path', 'said.txt', '--accept', hash)
  expect(alone.code).toBe(4)
  expect(alone.err).toMatch(/Not done, since there is no terminal to ask on: write .*\n {2}Approve it with: --approve [0-9a-f]{64}/)
  const said = await at.chela('rehearse', skill, '--path', 'said.txt')
  const words = /^ {2}chela (run .*)$/m.exec(said.out)?.[1]?.split(' ') ?? []
  expect(words).toEqual(['run', skill, '--path', 'said.txt', '--answer', 'plain=yes', '--approve', expect.stringMatching(/^[0-9a-f]{64}$/)])
  expect((await at.chela(...words)).code).toBe(0)
  expect(readFileSync(join(at.folder, 'said.txt'), 'utf8')).toBe('hello')
})

test('a question that shows no deed and that nobody can answer tells how to answer it', async () => {
  const at = desk()
  const skill = at.write('ask-plain.skill.yaml', 'chela: 1\nname: ask-plain\nuses: {}\nstates:\n  sure: { confirm: Really?, yes: over, no: nothing }\n  over: { end: done }\n  nothing: { end: stopped }\n')
  const words = ['run', skill, '--accept', accepted(skill)]
  const alone = await at.chela(...words)
  expect(alone.code).toBe(4)
  expect(alone.err).toContain('Answer it with: --answer sure=yes')
  expect((await at.chela(...words, '--answer', 'sure=yes')).code).toBe(0)
  expect((await at.chela(...words, '--answer', 'sure=no')).code).toBe(5)
})
