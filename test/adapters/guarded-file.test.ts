import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AcceptedFile } from '../../engine/adapters/accepted-file.ts'
import { readGuarded } from '../../engine/adapters/guarded-file.ts'
import { GrantsFile } from '../../engine/adapters/grants-file.ts'
import { readPolicy } from '../../engine/host/read-policy.ts'
import { createToolbox } from '../../engine/tools/toolbox.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const windows = process.platform === 'win32'
const root = process.getuid?.() === 0
const toolbox = createToolbox([])
const policyOf = (path: string) => readPolicy(path, toolbox, async (one) => one)
const report = (hash: string) => ({ skill: 'a', hash, lines: [], unknown: [], skills: [], network: false, thinks: false })
const accepted = (hash: string) => ({ skill: 'a', hash, given: 1, report: report(hash) })

/** Every file of decisions that is at a path: what is there, each in its own words. */
async function answers(path: string): Promise<readonly string[]> {
  const said = (look: () => unknown): string => {
    try {
      return JSON.stringify(look())
    } catch (error) {
      return (error as { readonly code: string }).code
    }
  }
  const policy = await policyOf(path).then(({ policy: { rules }, diagnostics }) => (diagnostics.length > 0 ? `denies ${rules.map(({ answer, tool }) => `${answer} ${tool}`).join()}` : 'rules'), (error: { readonly code: string }) => error.code)
  return [said(() => new GrantsFile(path).list()), said(() => new AcceptedFile(path).list()), policy]
}

const refused = ['grants-damaged', 'accepted-damaged', 'policy-not-read']

test('a file that is empty, cut off or of another kind gives nothing and denies', async () => {
  const path = join(temporaryFolder(), 'decisions')
  for (const text of ['', '[{"name": "a", "to', '\0\0\0\0', '"x"']) {
    writeFileSync(path, text)
    const [grants, texts, policy] = await answers(path)
    expect([grants, texts]).toEqual(['grants-damaged', 'accepted-damaged'])
    expect(policy).toMatch(/^denies deny \*$|policy-not-read/)
  }
  writeFileSync(path, Buffer.from([0xff, 0xfe, 0x5b]))
  expect(await answers(path)).toEqual(refused)
})

test('a folder, and a link that leads nowhere, do not count as "no file"', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'folder'))
  symlinkSync(join(folder, 'nothing'), join(folder, 'link'))
  expect(await answers(join(folder, 'folder'))).toEqual(refused)
  expect(await answers(join(folder, 'link'))).toEqual(refused)
  expect(await answers(join(folder, 'missing'))).toEqual(['[]', '[]', 'rules'])
})

test.skipIf(windows)('a pipe is not waited for', async () => {
  const path = join(temporaryFolder(), 'pipe')
  execFileSync('mkfifo', [path])
  expect(await answers(path)).toEqual(refused)
})

test.skipIf(windows)('a link to a file of the person is followed', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'real'), '[]')
  symlinkSync(join(folder, 'real'), join(folder, 'link'))
  expect(readGuarded(join(folder, 'link'), 10)).toMatchObject({ kind: 'text' })
  expect(readGuarded(join(folder, 'link'), 1)).toEqual({ kind: 'refused', problem: expect.stringContaining('is larger than') })
})

test.skipIf(!root)('what a group of others may write does not count', async () => {
  const path = join(temporaryFolder(), 'decisions')
  writeFileSync(path, '[]')
  chownSync(path, 0, 54_321)
  chmodSync(path, 0o660)
  expect(await answers(path)).toEqual(refused)
  chmodSync(path, 0o640)
  expect((await answers(path)).slice(0, 2)).toEqual(['[]', '[]'])
})

test('what another hand writes or takes back is read at the next look, and an unchanged file is read once', () => {
  const path = join(temporaryFolder(), 'accepted.json')
  const [here, there] = [new AcceptedFile(path), new AcceptedFile(path)]
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)]
  here.add([accepted(a)])
  expect(there.list()).toHaveLength(1)
  expect(there.list()).toBe(there.list())
  here.add([accepted(b)])
  expect(there.list().map(({ hash }) => hash)).toEqual([a, b])
  expect(here.revoke(a)).toBe(true)
  expect(there.list().map(({ hash }) => hash)).toEqual([b])
  writeFileSync(`${path}.new`, readFileSync(path, 'utf8').replaceAll(b, a))
  renameSync(`${path}.new`, path)
  expect(there.list().map(({ hash }) => hash)).toEqual([a])
  writeFileSync(path, '[')
  expect(() => there.list()).toThrow(/not JSON/)
})
