import { readFileSync, statSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { JsonMemoryStore } from '../../engine/adapters/json-memory-store.ts'
import { accepted, desk } from './chela.ts'

let before: NodeJS.ProcessEnv

beforeEach(() => {
  before = { ...process.env }
})

afterEach(() => {
  for (const name of Object.keys(process.env)) if (!Object.hasOwn(before, name)) delete process.env[name]
})

test('facts are set, listed, shown, corrected, exported and forgotten', async () => {
  const at = desk()
  expect((await at.chela('memory')).out).toContain('Nothing is remembered.')
  expect((await at.chela('memory', 'set', 'home_town', 'Lund')).out).toContain('memory.home_town')
  expect((await at.chela('memory', 'set', 'aunt anna', 'x')).out).toContain('Skills read it as memory["aunt anna"].')
  expect((await at.chela('memory', 'forget', 'aunt anna')).code).toBe(0)
  expect((await at.chela('memory', 'set', 'my_phone', '+46 70 1234567', '--private')).code).toBe(0)
  expect((await at.chela('memory', 'set', 'years', '[1, 2]', '--parse')).code).toBe(0)
  expect((await at.chela('memory', 'set', 'my_phone', '+46 70 7654321')).out).toContain('private')
  const list = await at.chela('memory')
  expect(list.out).toMatch(/home_town +"Lund" +you wrote it down, 20\d\d-/)
  expect((await at.chela('memory', 'show', 'years', '--json')).json()).toMatchObject({ key: 'years', value: [1, 2], private: false, source: { kind: 'person' } })
  expect((await at.chela('memory', '--json')).json()).toMatchObject({ protection: 'plain', facts: [{ key: 'home_town' }, { key: 'my_phone', private: true }, { key: 'years' }] })
  const out = join(at.folder, 'facts.json')
  expect((await at.chela('memory', 'export', '--out', out)).code).toBe(0)
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ chela: 1, facts: { my_phone: { value: '+46 70 7654321', private: true } } })
  expect((await at.chela('memory', 'export', '--out', out)).code).toBe(2)
  expect((await at.chela('memory', 'forget', 'home_town')).out).toContain('Forgotten')
  expect((await at.chela('memory', 'forget', 'home_town')).code).toBe(2)
  expect((await at.chela('memory', 'set', '__proto__', 'x')).code).toBe(2)
  expect((await at.chela('memory', 'sing')).code).toBe(2)
})

test('who wrote a fact is said, also when it was others', async () => {
  const at = desk()
  new JsonMemoryStore(join(at.home, 'memory.json')).set('place', 'there', { time: 0, source: { kind: 'run', run: 'r1', skill: 'read-page', how: 'confirmed' }, private: false, foreign: [{ trust: 'untrusted', source: 'what page.text gave in "look"\u001b[2J' }] })
  const shown = await at.chela('memory', 'show', 'place')
  expect(shown.out).toContain('you confirmed it to read-page')
  expect(shown.out).toContain('others wrote it: what page.text gave in "look"')
  expect(shown.out).not.toContain('\u001b[2J')
  await at.chela('memory', 'set', 'place', 'there')
  expect((await at.chela('memory', 'show', 'place')).out).not.toContain('others wrote it')
})

test('a passphrase encrypts the memory, and a wrong one loses nothing', async () => {
  const at = desk()
  const file = join(at.home, 'memory.json')
  await at.chela('memory', 'set', 'home_town', 'Planted')
  expect((await at.chela('memory', 'passphrase')).code).toBe(2)
  process.env['CHELA_NEW_PASSPHRASE'] = 'correct horse battery'
  expect((await at.chela('memory', 'passphrase')).code).toBe(0)
  delete process.env['CHELA_NEW_PASSPHRASE']
  const sealed = readFileSync(file, 'utf8')
  expect(sealed).not.toMatch(/Planted|home_town|correct/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const locked = await at.chela('memory')
  expect([locked.code, locked.err]).toEqual([8, expect.stringContaining('CHELA_PASSPHRASE') as string])
  expect((await at.chela('doctor')).out).toMatch(/Memory.*encrypted/)
  process.env['CHELA_PASSPHRASE'] = 'correct horse batterz'
  const wrong = await at.chela('memory', 'set', 'home_town', 'lost')
  expect([wrong.code, wrong.err]).toEqual([8, expect.stringContaining('does not open the memory') as string])
  expect((await at.chela('memory', 'passphrase', '--remove')).code).toBe(8)
  expect(readFileSync(file, 'utf8')).toBe(sealed)
  process.env['CHELA_PASSPHRASE'] = 'correct horse battery'
  expect((await at.chela('memory', 'show', 'home_town')).out).toContain('Planted')
  expect((await at.chela('memory', 'passphrase', '--remove')).code).toBe(0)
  expect(readFileSync(file, 'utf8')).toContain('Planted')
})

test('a skill reads and keeps facts of an encrypted memory, and one that needs none runs without the passphrase', async () => {
  const at = desk()
  new JsonMemoryStore(join(at.home, 'memory.json'), { cost: 2 }).protect('correct horse battery')
  const keeps = at.write('keep.skill.yaml', 'chela: 1\nname: keep\ninputs: { town: string }\nuses: { memory.set: { key: home_town } }\nstates: { keep: { call: memory.set, with: { key: home_town, value: "${ input.town }" } } }\n')
  const reads = at.write('reads.skill.yaml', 'chela: 1\nname: reads\nstates: { out: { end: done, output: "${ memory.home_town }" } }\n')
  const plain = at.write('plain.skill.yaml', 'chela: 1\nname: plain\nstates: { out: { end: done, output: 1 } }\n')
  expect((await at.chela('run', plain, '--accept', accepted(plain), '--json')).code).toBe(0)
  expect((await at.chela('run', reads, '--accept', accepted(reads))).code).toBe(8)
  process.env['CHELA_PASSPHRASE'] = 'correct horse battery'
  const kept = await at.chela('run', keeps, '--accept', accepted(keeps), '--town', 'Lund')
  expect([kept.err, kept.code]).toEqual([expect.any(String), 0])
  expect((await at.chela('run', reads, '--json')).json()).toMatchObject({ output: 'Lund' })
  expect(readFileSync(join(at.home, 'memory.json'), 'utf8')).not.toContain('Lund')
  expect((await at.chela('memory', 'show', 'home_town')).out).toContain('you said it to keep')
})

const waits = 'chela: 1\nname: reads-late\nuses: { memory.get: { key: home_town } }\nstates: { rest: { wait: { for: go } }, look: { call: memory.get, with: { key: home_town } }, out: { end: done, output: "${ look }" } }\n'

/** A memory that is locked, and a run that reads it once an event comes. */
async function lockedRun() {
  const at = desk()
  const memory = new JsonMemoryStore(join(at.home, 'memory.json'), { cost: 2 })
  memory.set('home_town', 'Lund')
  memory.protect('correct horse battery')
  const reads = at.write('reads-late.skill.yaml', waits)
  process.env['CHELA_PASSPHRASE'] = 'correct horse battery'
  expect((await at.chela('run', reads, '--accept', accepted(reads))).code).toBe(7)
  delete process.env['CHELA_PASSPHRASE']
  return at
}

test('without a terminal a run that reads a locked memory, and a question in words, each say in a sentence what is missing', async () => {
  const at = await lockedRun()
  const resumed = await at.chela('resume', 'last', '--event', 'go')
  expect([resumed.code, resumed.out]).toEqual([1, expect.stringMatching(/failed: .*encrypted|failed: .*locked/) as string])
  const asked = await at.chela('ask', 'tidy my downloads')
  expect(asked.err).toContain('chela: The memory is locked, so nothing remembered is used. Set CHELA_PASSPHRASE, or call this at a terminal.')
})

test.skipIf(process.platform !== 'linux' || spawnSync('script', ['--version']).status !== 0)('at a terminal the passphrase is asked for: to go on with a run, and to ask in words, where Enter goes on without it', async () => {
  const at = await lockedRun()
  const resumed = at.terminal('resume', 'last', '--event', 'go')
  await resumed.until('Passphrase of the memory')
  resumed.type('correct horse battery\n')
  await resumed.until('Lund')
  expect(await resumed.code).toBe(0)
  const asked = at.terminal('ask', 'tidy my downloads')
  await asked.until('Enter goes on without what is remembered')
  asked.type('\n')
  await asked.until('Tidy a folder')
  await asked.until('May it do this?')
  asked.type('n\n')
  expect(await asked.code).toBe(4)
})
