import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { GrantsFile } from '../../engine/adapters/grants-file.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const grant = { tool: 'file.move', skill: 'f'.repeat(64), with: { to: ['/home/a/Pictures'] }, deed: undefined, choices: false, given: 1000, until: undefined }

test('keeps, lists and revokes what the person gave', () => {
  const path = join(temporaryFolder(), 'config', 'grants.json')
  const file = new GrantsFile(path)
  expect(file.list()).toEqual([])
  const first = file.add(grant)
  const second = file.add({ ...grant, with: {}, deed: 'd'.repeat(64), until: 9000 })
  expect(first).toEqual({ name: first.name, span: 'always', run: undefined, ...grant, revoked: false })
  expect(new GrantsFile(path).list()).toEqual([first, second])
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(file.revoke(first.name)).toBe(true)
  expect(file.revoke(first.name)).toBe(false)
  expect(file.list()).toEqual([second])
})

test('the same grant given twice is one', () => {
  const file = new GrantsFile(join(temporaryFolder(), 'grants.json'))
  file.add(grant)
  file.add({ ...grant, given: 2000 })
  expect(file.list().map((one) => one.given)).toEqual([2000])
})

const stored = JSON.stringify({ name: 'a', tool: 't.u', skill: 's', with: {}, choices: false, given: 1 })

test.each([
  '{',
  '{}',
  '[1]',
  `[${stored.replace('"given":1', '"given":"1"')}]`,
  `[${stored.replace('"with":{}', '"with":{"to":"/"}')}]`,
  `[${stored.replace('"with":{}', '"with":{"__proto__":["/"]}')}]`,
  `[${stored.replace('"given":1', '"given":1,"untill":2')}]`,
  `[${stored.replace('"choices":false,', '')}]`,
])('a file that holds %s grants nothing and is left as it is', (text) => {
  const path = join(temporaryFolder(), 'grants.json')
  writeFileSync(path, text)
  const file = new GrantsFile(path)
  expect(() => file.list()).toThrow(expect.objectContaining({ code: 'grants-damaged' }))
  expect(() => file.add(grant)).toThrow(expect.objectContaining({ code: 'grants-damaged' }))
  expect(readFileSync(path, 'utf8')).toBe(text)
})

test('a grant written by hand in the same shape is taken', () => {
  const path = join(temporaryFolder(), 'grants.json')
  writeFileSync(path, `[${stored}]`)
  expect(new GrantsFile(path).list()).toMatchObject([{ name: 'a', span: 'always', revoked: false }])
})
