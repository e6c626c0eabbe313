import { join } from 'node:path'
import { expect, test } from 'vitest'
import { JsonMemoryStore } from '../../engine/adapters/json-memory-store.ts'
import { deskMemory } from '../../engine/desk/desk-memory.ts'
import type { DeskParts } from '../../engine/desk/desk-parts.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const time = Date.UTC(2026, 0, 1)
const open = (memory = new JsonMemoryStore(join(temporaryFolder(), 'memory.json'), { cost: 2 })) => ({ memory, desk: deskMemory({ memory, world: { clock: { now: () => time } } } as unknown as DeskParts) })

test('what the person writes down is theirs, with its time, and takes away the mark that others wrote it', async () => {
  const { memory, desk } = open()
  memory.set('place', 'there', { time: 0, source: { kind: 'run', run: 'r', skill: 's', how: 'confirmed' }, private: true, foreign: [{ trust: 'untrusted', source: 'a page' }] })
  expect(await desk.memory()).toMatchObject({ protection: 'plain', facts: [{ key: 'place', foreign: [{ source: 'a page' }] }] })
  expect(await desk.rememberFact('place', 'there', true)).toEqual({ protection: 'plain', facts: [{ key: 'place', value: 'there', time, source: { kind: 'person' }, private: true, foreign: [] }] })
  expect((await desk.forgetFact('place')).facts).toEqual([])
  await expect(desk.rememberFact('constructor', 1)).rejects.toMatchObject({ code: 'bad-fact' })
})

test('an encrypted memory is locked, unlocked, changed and opened for good, by the passphrase alone', async () => {
  const { memory, desk } = open()
  await desk.rememberFact('place', 'home')
  expect(await desk.protectMemory('first passphrase')).toMatchObject({ protection: 'open', facts: [{ key: 'place' }] })
  expect(await desk.lockMemory()).toEqual({ protection: 'locked', facts: [] })
  await expect(desk.unlockMemory('another one')).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await expect(desk.rememberFact('place', 'x')).rejects.toMatchObject({ code: 'memory-locked' })
  expect(await desk.unlockMemory('first passphrase')).toMatchObject({ facts: [{ value: 'home' }] })
  await expect(desk.protectMemory('second passphrase')).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await expect(desk.protectMemory(null)).rejects.toMatchObject({ code: 'wrong-passphrase' })
  await desk.protectMemory('second passphrase', 'first passphrase')
  expect(await desk.protectMemory(null, 'second passphrase')).toMatchObject({ protection: 'plain', facts: [{ value: 'home' }] })
  expect(memory.get('place')).toBe('home')
})
