import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Person } from '../../engine/terms/ports.ts'
import { snapshot, writeFile } from './hostile-tree.ts'
import { denying, expectDone, realPlace, runKilled, runShipped, saying, undoAll, type Place } from './real-run.ts'
import { shippedSkill } from './shipped-skill.ts'

const name = 'merge-contacts'
const odd = ['Zoë', '日本', 'O\'Hara', '${x}', '-rf', '<b>', 'Ann; B', 'é', '🎉', '__proto__']

/** 220 people, of whom 20 are there a second time and five a third: by mail address, by number, or by name alone. */
function cards(): string[] {
  const people = Array.from({ length: 220 }, (_, index) => card({ uid: `p${index}`, name: `${odd[index % odd.length]} Person${index}`, email: `p${index}@example.org`, phone: `+41 79 ${100 + index} 00 00`, more: `ORG:Company ${index}\r\nX-KEPT;Y=1:as it is` }))
  const seconds = Array.from({ length: 20 }, (_, index) => {
    const of = index * 11
    if (index % 3 === 0) return card({ uid: `q${index}`, name: `Other ${index} Name`, email: `P${of}@Example.org`, phone: `+1 555 ${1000 + index} 77`, more: `NOTE:note ${index}` })
    if (index % 3 === 1) return card({ uid: `q${index}`, name: `Another ${index} One`, email: `q${index}@example.net`, phone: `079 ${100 + of} 00 00`, more: 'BDAY:1980-05-17' })
    return card({ uid: `q${index}`, name: `${odd[of % odd.length]} Person${of}`, email: `q${index}@example.net`, phone: `+1 555 ${1000 + index} 77`, more: '' })
  })
  const thirds = Array.from({ length: 5 }, (_, index) => card({ uid: `r${index}`, name: `Third ${index} One`, email: `p${index * 33}@example.org`, phone: `+1 666 ${1000 + index} 77`, more: '' }))
  return [...people, ...seconds, ...thirds]
}

function card({ uid, name: called, email, phone, more }: { readonly uid: string; readonly name: string; readonly email: string; readonly phone: string; readonly more: string }): string {
  const shown = called.replaceAll(';', '\\;')
  return `BEGIN:VCARD\r\nVERSION:3.0\r\nUID:${uid}\r\nFN:${shown}\r\nN:${shown};;;;\r\nEMAIL:${email}\r\nTEL:${phone}\r\n${more === '' ? '' : `${more}\r\n`}END:VCARD\r\n`
}

function writeBook({ folder }: Place): { readonly book: string } {
  const book = join(folder, 'all.vcf')
  writeFile(book, cards().join(''), 1_000_000)
  return { book }
}

/** Says yes to everything but the contact with this uid in its text, and notes what was asked. */
function deciding(not: string, confirmed: string[], approved: string[]): Person {
  return {
    ask: async (question) => {
      const text = JSON.stringify(question)
      if (question.kind === 'approve') approved.push(text)
      else confirmed.push(question.text)
      return text.includes(not) && question.kind !== 'approve' ? { kind: 'no' } : { kind: 'yes', span: 'run' }
    },
  }
}

const uidsIn = (book: string): string[] => [...readFileSync(book, 'utf8').matchAll(/^UID:(\S+)/gm)].map(([, uid]) => uid as string)

test('merges what it is told to merge, keeps the rest byte for byte, and gives all back', async () => {
  const place = await realPlace()
  const input = writeBook(place)
  const before = snapshot(place.folder)
  const [confirmed, approved]: [string[], string[]] = [[], []]
  const world = place.world({ person: deciding('p11@example.org', confirmed, approved) })
  const ended = await runShipped(world, name, input)
  expectDone(ended)
  expect(confirmed.length).toBe(20)
  expect(approved.filter((text) => !text.includes('reads your contacts')).map((text) => /remove the contact/.test(text))).toEqual([false])
  expect(ended.output).toEqual({ merged: 19, removed: 24, kept: 1, left: [], more: false })
  const after = readFileSync(input.book, 'utf8')
  expect(uidsIn(input.book).length).toBe(245 - 24)
  for (const index of [0, 22, 33]) expect(after.toLowerCase()).toContain(`p${index}@example.org`)
  for (const other of ['q4@example.net', '+1 555 1003 77', '+1 666 1000 77', 'note 0', 'note 18', '1980']) expect(after).toContain(other)
  for (const text of cards().slice(0, 220).filter((_, index) => index % 11 !== 0)) expect(after).toContain(text)

  await undoAll(world, ended.run)
  expect(snapshot(place.folder)).toEqual(before)
})

test('killed anywhere and resumed, it ends the same', async () => {
  const whole = await realPlace()
  const input = writeBook(whole)
  const length = (await runShipped(whole.world({ person: saying({ kind: 'yes', span: 'run' }) }), name, input)).entries.length
  for (const after of [Math.floor(length / 3), length - 6]) {
    const place = await realPlace()
    const book = writeBook(place)
    expectDone(await runKilled(place, shippedSkill(name).text, book, after))
    expect(readFileSync(book.book, 'utf8')).toBe(readFileSync(input.book, 'utf8'))
  }
})

test.each(['no', 'expired'] as const)('the answer "%s" to each leaves everything as it was', async (kind) => {
  const place = await realPlace()
  const input = writeBook(place)
  const before = snapshot(place.folder)
  const person: Person = { ask: async (question) => (question.kind === 'approve' ? { kind: 'yes', span: 'run' } : { kind }) }
  const ended = await runShipped(place.world({ person }), name, input)
  expect(ended.output).toMatchObject({ merged: 0, kept: 20 })
  expect(snapshot(place.folder)).toEqual(before)
})

test('a policy that denies changes, or a no to reading contacts, leaves everything as it was', async () => {
  const place = await realPlace()
  const input = writeBook(place)
  const before = snapshot(place.folder)
  expect((await runShipped(place.world({ policy: denying('contacts.change') }), name, input)).status).toBe('stopped')
  expect((await runShipped(place.world({ person: saying({ kind: 'no' }) }), name, input)).status).toBe('failed')
  expect(snapshot(place.folder)).toEqual(before)
})
