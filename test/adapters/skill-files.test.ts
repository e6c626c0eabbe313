import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SkillFiles } from '../../engine/adapters/skill-files.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

function twoFolders() {
  const folder = temporaryFolder()
  const mine = join(folder, 'mine')
  const product = join(folder, 'product')
  mkdirSync(mine)
  mkdirSync(product)
  const files = new SkillFiles([
    { origin: 'yours', path: mine },
    { origin: 'product', path: product },
    { origin: 'gone', path: join(folder, 'gone') },
  ])
  return { folder, mine, product, files }
}

test('finds a skill by name, the first folder first, and by path', () => {
  const { mine, product, files } = twoFolders()
  writeFileSync(join(product, 'make-tea.skill.yaml'), 'product\r\n')
  expect(files.find('make-tea')).toMatchObject({ kind: 'found', name: 'make-tea', text: 'product\r\n' })
  writeFileSync(join(mine, 'make-tea.skill.yaml'), '\ufeffmine')
  expect(files.find('make-tea')).toMatchObject({ text: '\ufeffmine' })
  expect(files.find(join(product, 'make-tea.skill.yaml'))).toMatchObject({ name: 'make-tea', text: 'product\r\n' })
})

test('lists all skills by name and tells which ones are hidden', () => {
  const { mine, product, files } = twoFolders()
  for (const path of [join(product, 'b.skill.yaml'), join(product, 'a.skill.yaml'), join(mine, 'b.skill.yaml'), join(mine, 'notes.txt'), join(mine, 'Bad Name.skill.yaml')]) writeFileSync(path, '')
  expect(files.list().map(({ name, origin, hidden }) => [name, origin, hidden])).toEqual([
    ['a', 'product', false],
    ['b', 'yours', false],
    ['b', 'product', true],
  ])
})

test.each(['', '..', 'make tea', '__proto__', 'a'.repeat(65), 'make-tea\0'])('there is no skill named %j', (name) => {
  expect(twoFolders().files.find(name)).toMatchObject({ kind: 'not-found', code: 'missing' })
})

test('a path with a NUL is told, not thrown', () => {
  expect(twoFolders().files.find('./a\0.yaml')).toMatchObject({ kind: 'not-found' })
})

test('refuses a folder, a large file, a file that is not text and a pipe, without waiting', () => {
  const { folder, files } = twoFolders()
  mkdirSync(join(folder, 'folder.yaml'))
  writeFileSync(join(folder, 'large.yaml'), Buffer.alloc(1024 * 1024 + 1, 97))
  writeFileSync(join(folder, 'latin.yaml'), Buffer.from([0x67, 0xfc, 0x6e]))
  execFileSync('mkfifo', [join(folder, 'pipe.yaml')])
  symlinkSync('loop.yaml', join(folder, 'loop.yaml'))
  const code = (name: string) => {
    const found = files.find(join(folder, name))
    return found.kind === 'found' ? 'found' : found.code
  }
  expect(['folder.yaml', 'large.yaml', 'latin.yaml', 'pipe.yaml', 'gone.yaml', 'loop.yaml'].map(code)).toEqual(['not-a-file', 'too-large', 'not-text', 'not-a-file', 'missing', 'no-access'])
})

test('reads a file of exactly one mebibyte', () => {
  const { folder, files } = twoFolders()
  writeFileSync(join(folder, 'full.yaml'), Buffer.alloc(1024 * 1024, 97))
  expect(files.find(join(folder, 'full.yaml'))).toMatchObject({ kind: 'found' })
})
