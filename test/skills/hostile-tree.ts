import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, readlinkSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** The time of every run on such a tree. */
export const runTime = Date.UTC(2026, 5, 1, 12)
const day = 86_400_000

const stems = [
  'plain', 'with space', ' leading', 'trailing ', "it's", 'say "hi"', 'new\nline', 'tab\tin', '-rf', '--help', '${x}', '${ input.folder }', '$(id)', '`id`', '%s', '*', '[a-z]', '?', ';ls', '#1', '~', 'é', 'e\u0301',
  '日本語', '🎉', '\u202egpj', 'A', 'a', 'CON', 'x'.repeat(150), 'back\\slash', '__proto__', 'constructor', '0', '007', 'ünï', 'a:b', '<b>', '&amp;', "'; drop", 'null', 'true', '\u00a0', '..x', 'end.',
]
const endings = ['.jpg', '.JPG', '.txt', '.mp3', '.zip', '.qqq', '']
const dates = [Date.UTC(1969, 11, 31, 23, 59, 59), 0, 1, Date.UTC(2000, 1, 29, 12), Date.UTC(2024, 1, 29), Date.UTC(2026, 0, 31, 23, 59, 59, 999), Date.UTC(2026, 1, 1), runTime - 7 * day - 1, runTime - 7 * day, runTime - 1, runTime + day, Date.UTC(2199, 0, 1)]

export interface TreeFile {
  readonly name: string
  readonly modified: number
  readonly content: string
}

/** Gives at least 200 files with odd names, dates and contents, always the same. Every third content comes up again and again. */
export function hostileFiles(): TreeFile[] {
  const files: TreeFile[] = []
  for (const [index, stem] of stems.entries()) {
    for (let turn = 0; turn < 5; turn++) {
      const number = index * 5 + turn
      const ending = endings[(index + turn) % endings.length] as string
      const content = number % 11 === 0 ? '' : number % 3 === 0 ? `same ${number % 7}` : `unique ${number}`
      files.push({ name: `${stem}${ending}`, modified: dates[number % dates.length] as number, content })
    }
  }
  return files.filter(({ name }) => !name.startsWith('.') && name !== '')
}

export function writeFile(path: string, content: string, modified: number): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  setTime(path, modified)
}

/** Node takes a negative number for the present, but not a negative date. */
function setTime(path: string, modified: number): void {
  utimesSync(path, new Date(modified), new Date(modified))
}

/** Puts links beside the files: to a file, to a folder outside, to nothing, to themselves. */
export function addLinks(folder: string, outside: string): void {
  mkdirSync(outside, { recursive: true })
  writeFile(join(outside, 'secret.txt'), 'secret', dates[3] as number)
  symlinkSync(relative(folder, join(outside, 'secret.txt')), join(folder, 'link to file.txt'))
  symlinkSync(relative(folder, outside), join(folder, 'link to folder'))
  symlinkSync('nowhere at all', join(folder, 'dangling.jpg'))
  symlinkSync('loop', join(folder, 'loop'))
}

/** Makes a folder that nothing can be put into or taken from; false for a user whom no mode holds back. */
export function lock(folder: string): boolean {
  chmodSync(folder, 0o555)
  try {
    writeFileSync(join(folder, 'probe'), '')
  } catch {
    return true
  }
  rmSync(join(folder, 'probe'))
  return false
}

export type Snapshot = { readonly [path: string]: string }

/** Reads a whole tree: for each path its kind and mode, and content with time of change, or where a link leads. */
export function snapshot(folder: string, prefix = ''): Snapshot {
  const tree: Record<string, string> = Object.create(null) as Record<string, string>
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name)
    const facts = lstatSync(path)
    const mode = (facts.mode & 0o777).toString(8)
    if (facts.isDirectory()) Object.assign(tree, { [`${prefix}${name}/`]: `folder ${mode}` }, snapshot(path, `${prefix}${name}/`))
    else if (facts.isFile()) tree[prefix + name] = fileMark(readFileSync(path, 'utf8'), Math.round(facts.mtimeMs), mode)
    else tree[prefix + name] = `link ${readlinkSync(path)}`
  }
  return tree
}

export function fileMark(content: string, modified: number, mode = '644'): string {
  return `file ${mode} ${modified} ${content}`
}

/** The files of a snapshot by path. */
export function filesOf(tree: Snapshot): Map<string, { readonly modified: number; readonly content: string }> {
  const files = new Map<string, { modified: number; content: string }>()
  for (const [path, mark] of Object.entries(tree)) {
    const [, modified, content] = /^file \d+ (-?\d+) (.*)$/su.exec(mark) ?? []
    if (content !== undefined) files.set(path, { modified: Number(modified), content })
  }
  return files
}

/** Spreads the odd files over a folder and subfolders with odd names of their own. */
export function spreadFiles(folder: string): void {
  const subfolders = ['', 'a b', 'deep/er', '-rf', '${x}', 'new\nline', 'é']
  for (const [index, file] of hostileFiles().entries()) writeFile(join(folder, subfolders[index % subfolders.length] as string, file.name), file.content, file.modified)
}
