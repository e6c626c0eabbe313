import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { FolderSkillStore } from '../../engine/adapters/folder-skill-store.ts'
import { SkillFiles } from '../../engine/adapters/skill-files.ts'
import { hashText } from '../../engine/terms/hash.ts'
import { describeSkillStore, shippedTea } from '../contracts/skill-store.ts'
import { freshFolder, temporaryFolder } from '../helpers/temporary-folder.ts'

function foldersIn(root: string) {
  const mine = join(root, 'mine')
  const shipped = join(root, 'shipped')
  mkdirSync(shipped)
  writeFileSync(join(shipped, 'make-tea.skill.yaml'), shippedTea)
  return { root, mine, shipped, open: () => new FolderSkillStore(mine, shipped) }
}

describeSkillStore('a folder', () => {
  const { root, open } = foldersIn(freshFolder())
  return { store: open(), again: open, discard: () => rmSync(root, { recursive: true, force: true }) }
})

function folders() {
  const { open, ...rest } = foldersIn(temporaryFolder())
  const store = open()
  mkdirSync(rest.mine)
  return { ...rest, store }
}

test('a file is stored as the very bytes of its text, for its owner alone, and keeps its rights when it is changed', async () => {
  const { mine, store } = folders()
  const text = '\ufeffchela: 1\r\nname: ä\u{1f375}\r\n'
  await store.write('mine/home/a', text, null)
  const path = join(mine, 'home/a.skill.yaml')
  expect(readFileSync(path)).toEqual(Buffer.from(text))
  expect(statSync(path).mode & 0o777).toBe(0o600)
  chmodSync(path, 0o644)
  await store.write('mine/home/a', 'b', hashText(text))
  expect(statSync(path).mode & 0o777).toBe(0o644)
  expect(readdirSync(join(mine, 'home'))).toEqual(['a.skill.yaml'])
})

test('a text that is there already is not written again', async () => {
  const { mine, store } = folders()
  await store.write('mine/a', 'b', null)
  const { ino, mtimeMs } = statSync(join(mine, 'a.skill.yaml'))
  expect(await store.write('mine/a', 'b', hashText('b'))).toMatchObject({ kept: { text: 'b', hash: hashText('b') } })
  expect(statSync(join(mine, 'a.skill.yaml'))).toMatchObject({ ino, mtimeMs })
})

test('nothing is read or written through a link', async () => {
  const { root, mine, store } = folders()
  const outside = join(root, 'outside')
  mkdirSync(outside)
  writeFileSync(join(outside, 'secret.skill.yaml'), 'secret')
  symlinkSync(outside, join(mine, 'away'))
  symlinkSync(join(outside, 'secret.skill.yaml'), join(mine, 'linked.skill.yaml'))
  expect((await store.list()).map(({ id }) => id)).toEqual(['shipped/make-tea'])
  for (const id of ['mine/away/secret', 'mine/linked']) {
    expect(await store.read(id)).toBeUndefined()
    expect(await store.write(id, 'x', null)).toHaveProperty('refused')
    expect(await store.write(id, 'x', hashText('secret'))).not.toHaveProperty('kept')
    await expect(store.keepBeside(id, {})).rejects.toMatchObject({ code: 'not-kept' })
  }
  expect(await store.write('mine/away/new', 'x', null)).toHaveProperty('refused')
  const { hash } = ((await store.write('mine/own', 'own', null)) as { kept: { hash: string } }).kept
  expect(await store.move('mine/own', 'mine/away/own', hash)).toHaveProperty('refused')
  symlinkSync(outside, join(mine, '.removed'))
  await expect(store.remove('mine/own', hash)).rejects.toMatchObject({ code: 'skill-not-written' })
  expect(readdirSync(outside)).toEqual(['secret.skill.yaml'])
  expect(readFileSync(join(outside, 'secret.skill.yaml'), 'utf8')).toBe('secret')
})

test('a change that is not made leaves no folder behind', async () => {
  const { mine, store } = folders()
  await store.write('mine/a', 'one', null)
  await store.write('mine/new/b', 'x', hashText('y'))
  await store.write('mine/new/a', 'x', null)
  await store.move('mine/a', 'mine/other/c', hashText('y'))
  expect(readdirSync(mine)).toEqual(['a.skill.yaml'])
})

test('what is no skill text is left as it is', async () => {
  const { mine, store } = folders()
  const latin = Buffer.from([0x67, 0xfc, 0x6e])
  writeFileSync(join(mine, 'latin.skill.yaml'), latin)
  mkdirSync(join(mine, 'folder.skill.yaml'))
  for (const id of ['mine/latin', 'mine/folder']) {
    expect(await store.read(id)).toBeUndefined()
    expect(await store.write(id, 'x', null)).toHaveProperty('refused')
  }
  expect(readFileSync(join(mine, 'latin.skill.yaml'))).toEqual(latin)
})

test('a removed skill and what was beside it are kept aside, out of sight', async () => {
  const { mine, store } = folders()
  await store.write('mine/a', 'text', null)
  await store.keepBeside('mine/a', { x: 1 })
  await store.remove('mine/a', hashText('text'))
  const aside = readdirSync(join(mine, '.removed'))
  expect(aside).toHaveLength(2)
  expect(readFileSync(join(mine, '.removed', aside[0] as string), 'utf8')).toBe('text')
  expect((await store.list()).map(({ id }) => id)).toEqual(['shipped/make-tea'])
})

test('a change by another editor is heard, also in a folder that was made since', async () => {
  const { mine, store } = folders()
  const heard = new Set<string>()
  onTestFinished(store.watch((ids) => ids.forEach((id) => heard.add(id))))
  symlinkSync('loop.skill.yaml', join(mine, 'loop.skill.yaml'))
  mkdirSync(join(mine, 'new'))
  writeFileSync(join(mine, 'new/b.skill.yaml'), 'b')
  await expect.poll(() => heard.has('mine/new/b'), { timeout: 5000 }).toBe(true)
  heard.clear()
  writeFileSync(join(mine, 'new/b.skill.yaml'), 'c')
  await expect.poll(() => heard.has('mine/new/b'), { timeout: 5000 }).toBe(true)
})

test('a folder that can not be written is told in plain words', async () => {
  const { mine, store } = folders()
  rmSync(mine, { recursive: true })
  writeFileSync(mine, 'no folder')
  await expect(store.write('mine/a', 'x', null)).rejects.toMatchObject({ code: 'skill-not-written' })
  expect(await store.list()).toHaveLength(1)
  expect(existsSync(mine)).toBe(true)
})

test('skills in subfolders are found by name: the nearest first, then by path, and the others are hidden', () => {
  const { mine, shipped } = folders()
  mkdirSync(join(mine, 'a/deep'), { recursive: true })
  mkdirSync(join(mine, 'b'))
  mkdirSync(join(mine, '.removed'))
  for (const [path, text] of [['a/deep/x', 'deep'], ['a/y', 'first'], ['b/y', 'second'], ['b/x', 'near'], ['a/make-tea', 'mine'], ['.removed/z', 'gone']]) writeFileSync(join(mine, `${path}.skill.yaml`), text as string)
  const files = new SkillFiles([{ origin: 'yours', path: mine, deep: true }, { origin: 'shipped', path: shipped }])
  expect(['x', 'y', 'make-tea', 'z'].map((name) => files.find(name)).map((found) => (found.kind === 'found' ? found.text : found.code))).toEqual(['near', 'first', 'mine', 'missing'])
  expect(files.list().map(({ name, path, hidden }) => [name, path.slice(mine.length + 1), hidden]).filter(([, path]) => !String(path).startsWith('d/'))).toMatchObject([
    ['make-tea', 'a/make-tea.skill.yaml', false],
    ['make-tea', expect.anything(), true],
    ['x', 'b/x.skill.yaml', false],
    ['x', 'a/deep/x.skill.yaml', true],
    ['y', 'a/y.skill.yaml', false],
    ['y', 'b/y.skill.yaml', true],
  ])
  expect(new SkillFiles([{ origin: 'beside the file', path: mine }]).list()).toEqual([])
})
