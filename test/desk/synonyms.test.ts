import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { synonymsNow } from '../../engine/desk/desk-synonyms.ts'
import { readSynonyms } from '../../engine/desk/read-synonyms.ts'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { plainValue } from '../../engine/document/plain-value.ts'
import { hashText } from '../../engine/terms/hash.ts'
import { nodeKeptText } from '../../engine/host/kept-text.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { opened } from './desk-hands.ts'
import { memoryHome } from './memory-desk.ts'

const skill = (name: string, title: string, example: string): string => `chela: 1\nname: ${name}\ntitle: ${title}\nexamples: ["${example}"]\nstates:\n  done: { end: done }\n`
const own = 'chela: 1\ngroups:\n  - invoice Rechnung 发票 facture 請求書\n  - [tidy, zusammenkehren]\n'

async function desk() {
  const home = memoryHome({}, { 'file-invoices': skill('file-invoices', 'Collect the invoices', 'collect the invoices'), 'sort-photos': skill('sort-photos', 'Collect the photos', 'collect the photos'), 'water-plants': skill('water-plants', 'Water the plants', 'water the plants') })
  return { home, desk: await opened(home) }
}

test.each(['collect the Rechnung', 'collect Rechnungen', 'collect 发票', 'collect the facture', 'collect 請求書'])('a word of the person finds the skill: %s', async (words) => {
  const { home, desk: open } = await desk()
  expect((await open.ask(words)).kind).not.toBe('picked')
  home.synonyms = words.endsWith('Rechnungen') ? own.replace('Rechnung', 'Rechnung Rechnungen') : own
  const after = await open.ask(words)
  expect(after).toMatchObject({ kind: 'picked', skill: { name: 'file-invoices' }, synonymsFault: null })
})

test('a file that changes holds from the next sentence on; what is taken away is gone', async () => {
  const { home, desk: open } = await desk()
  home.synonyms = 'chela: 1\ngroups: [water begiessen, plants Blumen]\n'
  expect(await open.ask('begiessen my Blumen')).toMatchObject({ kind: 'which', candidates: [{ name: 'water-plants' }] })
  home.synonyms = ''
  expect((await open.ask('begiessen my Blumen')).kind).toBe('none')
})

test('a damaged file is told with each sentence, and the general words go on', async () => {
  const { home, desk: open } = await desk()
  home.synonyms = 'chela: 1\ngroups:\n  - invoice\n'
  const proposal = await open.ask('collect the invoices')
  expect(proposal).toMatchObject({ kind: 'picked', skill: { name: 'file-invoices' } })
  expect(proposal.synonymsFault).toBe('Your synonyms have a fault, so only the general ones are used: line 3, column 5: A group has two words or more. Write them on one line: "- invoice bill Rechnung", or as a list: "- [invoice, bill]".')
  expect((await open.synonyms()).faults).toHaveLength(1)
})

test('the words are saved over what was read, never over what another hand wrote, and not with a fault', async () => {
  const { home, desk: open } = await desk()
  const { hash } = await open.synonyms()
  expect(await open.saveSynonyms(own, hash)).toEqual({ saved: hashText(own) })
  expect(await open.synonyms()).toEqual({ text: own, hash: hashText(own), faults: [] })
  expect(await open.saveSynonyms('', hash)).toEqual({ conflict: own })
  expect(await open.saveSynonyms('chela: 2\n', hashText(own))).toMatchObject({ refused: expect.stringContaining('line 1, column 8: The file of synonyms does not say "chela: 1".') as string })
  expect(home.synonyms).toBe(own)
})

test('each fault says where, what is wrong and what to do', () => {
  const codes = (text: string): readonly string[] => readSynonyms(text).diagnostics.map(({ code, help }) => (expect(help).toBeDefined(), code))
  expect(codes('- a')).toEqual(['synonyms-shape'])
  expect(codes('chela: 1\ngroup: []')).toEqual(['synonyms-key'])
  expect(codes('chela: 1\ngroups: 3')).toEqual(['synonyms-shape'])
  expect(codes('groups: []')).toEqual(['synonyms-version'])
  expect(codes('chela: 1\ngroups: [[a, 3], [a, "b c"], { x: y }, "a !!!"]')).toEqual(['synonyms-word', 'synonyms-word', 'synonyms-shape', 'synonyms-word'])
  expect(readSynonyms('').diagnostics).toEqual([])
  expect(readSynonyms('chela: 1\ngroups: ["dog hound", [a, b, a]]').groups).toEqual([['dog', 'hound'], ['a', 'b']])
})

test('a hostile file is bounded in length, groups, words, and in how often one word counts', () => {
  const codes = (text: string): readonly string[] => readSynonyms(text).diagnostics.map(({ code }) => code)
  const many = (count: number, of: (index: number) => string): string => Array.from({ length: count }, (_, index) => of(index)).join('\n')
  expect(codes(`chela: 1\ngroups:\n${' '.repeat(70_000)}`)).toEqual(['synonyms-many'])
  expect(codes(`chela: 1\ngroups:\n${many(501, () => '- a b')}`)).toContain('synonyms-many')
  expect(codes(`chela: 1\ngroups:\n  - ${many(31, (index) => `w${index}`).replaceAll('\n', ' ')}`)).toEqual(['synonyms-many'])
  expect(codes(`chela: 1\ngroups:\n${many(5, (index) => `- same word${'abcde'[index] ?? ''}`)}`)).toEqual(['synonyms-many'])
  expect(codes(`chela: 1\ngroups: [[a, ${'b'.repeat(41)}]]`)).toEqual(['synonyms-word'])
  expect(codes('chela: 1\ngroups: [toString constructor]\n')).toEqual([])
  expect(readSynonyms(`${'['.repeat(5000)}`).groups).toEqual([])
})

test('the file on disk is read when it is there; one of other hands or other bytes is told of', async () => {
  const folder = temporaryFolder()
  const file = nodeKeptText(join(folder, 'synonyms.yaml'), 'synonyms-not-read')
  expect(await synonymsNow(file)).toEqual({ text: '', groups: [], fault: null })
  expect(await file.write(own, hashText(''))).toEqual({ written: true })
  expect((await synonymsNow(file)).groups).toHaveLength(2)
  expect(await file.write('', hashText('other'))).toEqual({ conflict: own })
})

test('the schema takes what is read, and refuses what has another form', () => {
  const schema = JSON.parse(readFileSync('schemas/synonyms.schema.json', 'utf8')) as AnySchemaObject
  const validate = new Ajv2020({ allErrors: true, strict: true, strictTypes: false }).compile(schema)
  const fits = (text: string): boolean => {
    const { root } = parseDocument(text)
    return root !== undefined && validate(plainValue(root)) === true
  }
  expect(fits(own)).toBe(true)
  for (const text of ['chela: 2', '- a', 'chela: 1\ngroups: [a]', 'chela: 1\ngroups: [[a]]', 'chela: 1\nmore: 1']) expect([text, fits(text)]).toEqual([text, false])
})
