import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FileSystem } from '../../engine/terms/ports.ts'
import { ToolError } from '../../engine/terms/tool.ts'

export interface FileSystemSetup {
  readonly files: FileSystem
  /** An empty, canonical folder. */
  readonly root: string
  /** Names that others take and this one refuses as `bad-path`. */
  readonly refused?: readonly string[]
  readonly dispose?: () => Promise<void>
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Gives the code of the ToolError a promise fails with. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    if (error instanceof ToolError) return error.code
    throw error
  }
  return 'none'
}

/** What every implementation of the port keeps. */
export function fileSystemContract(name: string, make: () => Promise<FileSystemSetup>): void {
  describe(`file system: ${name}`, () => {
    let setup: FileSystemSetup
    let files: FileSystem
    const at = (path: string): string => `${setup.root}/${path}`
    const text = async (path: string): Promise<string> => new TextDecoder().decode(await files.read(at(path)))
    const names = async (path: string): Promise<string[]> => (await files.list(path)).map((facts) => facts.name)
    beforeEach(async () => {
      setup = await make()
      files = setup.files
    })
    afterEach(() => setup.dispose?.())

    test('what was written can be read, in whole and in part', async () => {
      await files.write(at('a.txt'), bytes('hello'))
      expect(await text('a.txt')).toBe('hello')
      expect(await files.read(at('a.txt'), { offset: 1, length: 3 })).toEqual(bytes('ell'))
      expect(await files.read(at('a.txt'), { offset: 3, length: 99 })).toEqual(bytes('lo'))
      expect(await files.read(at('a.txt'), { offset: 9 })).toEqual(bytes(''))
      expect(await files.facts(at('a.txt'))).toMatchObject({ path: at('a.txt'), name: 'a.txt', kind: 'file', size: 5 })
      expect(await names(setup.root)).toEqual(['a.txt'])
    })

    test('nothing is there until something is made', async () => {
      expect(await files.facts(at('a'))).toBeUndefined()
      expect(await files.facts(at('a/b/c'))).toBeUndefined()
      expect(await files.facts(setup.root)).toMatchObject({ kind: 'folder' })
      expect(await files.list(setup.root)).toEqual([])
      const deeds: (() => Promise<unknown>)[] = [() => files.read(at('a')), () => files.list(at('a')), () => files.removeFile(at('a')),
        () => files.removeEmptyFolder(at('a')), () => files.append(at('a'), bytes('x')), () => files.truncate(at('a'), 0),
        () => files.copy(at('a'), at('b')), () => files.move(at('a'), at('b')), () => files.write(at('a/b'), bytes(''))]
      for (const deed of deeds) expect(await codeOf(deed())).toBe('missing')
    })

    test('writing replaces only when told to, and can set the time of change', async () => {
      await files.write(at('a'), bytes('one'), { modified: 1_700_000_000_123 })
      expect((await files.facts(at('a')))?.modified).toBe(1_700_000_000_123)
      expect(await codeOf(files.write(at('a'), bytes('two')))).toBe('exists')
      expect(await text('a')).toBe('one')
      await files.write(at('a'), bytes('two'), { replace: true, modified: 1_600_000_000_001 })
      expect(await text('a')).toBe('two')
      expect((await files.facts(at('a')))?.modified).toBe(1_600_000_000_001)
      expect(await names(setup.root)).toEqual(['a'])
    })

    test('appending and cutting work at the end of a file', async () => {
      await files.write(at('a'), bytes('one'), { modified: 1_700_000_000_001 })
      await files.append(at('a'), bytes(' two'))
      expect(await text('a')).toBe('one two')
      await files.truncate(at('a'), 3, 1_700_000_000_001)
      expect(await text('a')).toBe('one')
      expect((await files.facts(at('a')))?.modified).toBe(1_700_000_000_001)
      await files.truncate(at('a'), 99)
      expect(await text('a')).toBe('one')
    })

    test('a copy has the content and the time of the original and overwrites nothing', async () => {
      await files.write(at('a'), bytes('one'), { modified: 1_700_000_000_001 })
      await files.copy(at('a'), at('b'))
      expect([await text('a'), await text('b')]).toEqual(['one', 'one'])
      expect((await files.facts(at('b')))?.modified).toBe(1_700_000_000_001)
      await files.write(at('c'), bytes('mine'))
      expect(await codeOf(files.copy(at('a'), at('c')))).toBe('exists')
      expect(await codeOf(files.copy(at('a'), at('a')))).toBe('exists')
      expect(await codeOf(files.copy(at('a'), at('no/b')))).toBe('missing')
      expect(await text('c')).toBe('mine')
      await files.append(at('b'), bytes('!'))
      expect(await text('a')).toBe('one')
      expect(await names(setup.root)).toEqual(['a', 'b', 'c'])
    })

    test('moving takes a file or a whole folder along and overwrites nothing', async () => {
      await files.makeFolder(at('from/deep'))
      await files.write(at('from/deep/a'), bytes('one'), { modified: 1_700_000_000_001 })
      await files.write(at('b'), bytes('two'))
      expect(await codeOf(files.move(at('from/deep/a'), at('b')))).toBe('exists')
      expect(await codeOf(files.move(at('b'), at('b')))).toBe('exists')
      expect(await codeOf(files.move(at('b'), at('no/b')))).toBe('missing')
      expect(await codeOf(files.move(at('b'), at('from')))).toBe('exists')
      expect(await codeOf(files.move(at('from'), at('b')))).toBe('exists')
      expect(await codeOf(files.move(at('from'), at('from/deep/inner')))).toBe('bad-path')
      await files.move(at('from'), at('to'))
      expect(await text('to/deep/a')).toBe('one')
      expect(await files.facts(at('from'))).toBeUndefined()
      await files.move(at('to/deep/a'), at('c'))
      expect((await files.facts(at('c')))?.modified).toBe(1_700_000_000_001)
      expect(await names(at('to/deep'))).toEqual([])
      expect(await names(setup.root)).toEqual(['b', 'c', 'to'])
    })

    test('a folder is made with those above it, and says which were new', async () => {
      expect(await files.makeFolder(at('a/b/c'))).toEqual([at('a'), at('a/b'), at('a/b/c')])
      expect(await files.makeFolder(at('a/b/d'))).toEqual([at('a/b/d')])
      expect(await files.makeFolder(at('a/b'))).toEqual([])
      await files.write(at('f'), bytes(''))
      expect(await codeOf(files.makeFolder(at('f')))).toBe('exists')
      expect(await codeOf(files.makeFolder(at('f/g/h')))).toBe('not-a-folder')
    })

    test('files and folders are not taken for one another', async () => {
      await files.makeFolder(at('d'))
      await files.write(at('f'), bytes('x'))
      const codes = async (...deeds: Promise<unknown>[]): Promise<string[]> => Promise.all(deeds.map(codeOf))
      expect(await codes(files.read(at('d')), files.append(at('d'), bytes('')), files.truncate(at('d'), 0), files.copy(at('d'), at('e')), files.removeFile(at('d'))))
        .toEqual(Array.from({ length: 5 }, () => 'is-a-folder'))
      expect(await codeOf(files.write(at('d'), bytes(''), { replace: true }))).toBe('is-a-folder')
      expect(await codes(files.list(at('f')), files.removeEmptyFolder(at('f')), files.write(at('f/g'), bytes('')))).toEqual(Array.from({ length: 3 }, () => 'not-a-folder'))
      expect(await names(setup.root)).toEqual(['d', 'f'])
    })

    test('only empty folders are removed', async () => {
      await files.makeFolder(at('d'))
      await files.write(at('d/f'), bytes('x'))
      expect(await codeOf(files.removeEmptyFolder(at('d')))).toBe('not-empty')
      await files.removeFile(at('d/f'))
      await files.removeEmptyFolder(at('d'))
      expect(await files.list(setup.root)).toEqual([])
    })

    test('a large file streams in chunks of at most 1 MiB', async () => {
      const large = new Uint8Array(2_500_000).map((_, index) => index % 251)
      await files.write(at('large'), large)
      await files.copy(at('large'), at('copy'))
      const chunks: Uint8Array[] = []
      for await (const chunk of files.readStream(at('copy'))) chunks.push(chunk)
      expect(chunks.every((chunk) => chunk.length <= 1024 * 1024)).toBe(true)
      let offset = 0
      const differs = chunks.some((chunk) => chunk.some((byte) => byte !== large[offset++]))
      expect({ differs, offset }).toEqual({ differs: false, offset: large.length })
    })

    test('a signal that has ended stops a stream, a copy and a move and leaves nothing behind', async () => {
      await files.write(at('a'), bytes('one'))
      const signal = AbortSignal.abort()
      await expect(files.copy(at('a'), at('b'), signal)).rejects.toThrow(/abort/i)
      await expect(files.move(at('a'), at('b'), signal)).rejects.toThrow(/abort/i)
      await expect(files.readStream(at('a'), signal)[Symbol.asyncIterator]().next()).rejects.toThrow(/abort/i)
      expect(await names(setup.root)).toEqual(['a'])
    })

    test('canonical paths are absolute, without dots, and may lead to what is not there yet', async () => {
      expect(await files.canonical(`${setup.root}/x/../y/./z`)).toBe(at('y/z'))
      expect(await files.canonical('~/x')).toMatch(/^\/.*\/x$/)
      expect(await codeOf(files.canonical('relative'))).toBe('bad-path')
      expect(await codeOf(files.canonical('/a\0b'))).toBe('bad-path')
    })

    test('a name that no system takes is refused', async () => {
      expect(await codeOf(files.write(at('n'.repeat(256)), bytes('')))).toBe('bad-path')
      expect(await codeOf(files.write(at('a\0b'), bytes('')))).toBe('bad-path')
      expect(await codeOf(files.write(at('\uD800'), bytes('')))).toBe('bad-path')
      expect(await files.list(setup.root)).toEqual([])
    })

    test('names are taken as they are', async () => {
      const odd = ['-rf', ' ', 'a\nb', '*', '$(x)', "'", '"', 'a\\b', '\u00e9', 'e\u0301', '\u202etxt.exe', '...', '__proto__', '%2e%2e', '\u{1F600}']
      const taken = odd.filter((name) => setup.refused?.includes(name) !== true)
      for (const name of taken) await files.write(at(name), bytes(name))
      for (const name of taken) expect(await text(name)).toBe(name)
      for (const name of setup.refused ?? []) expect(await codeOf(files.write(at(name), bytes(name)))).toBe('bad-path')
      expect(new Set(await names(setup.root))).toEqual(new Set(taken))
    })

    test('many at once: one of two movers to the same place wins', async () => {
      await files.write(at('a'), bytes('a'))
      await files.write(at('b'), bytes('b'))
      const codes = await Promise.all([codeOf(files.move(at('a'), at('c'))), codeOf(files.move(at('b'), at('c')))])
      expect(codes.toSorted()).toEqual(['exists', 'none'])
      expect((await names(setup.root)).length).toBe(2)
    })
  })
}
