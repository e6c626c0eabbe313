import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

/** A source file with what it imports: files of this project by path, anything else by its name. */
export interface Module {
  /** From the root of the repository, with `/`. */
  readonly path: string
  readonly text: string
  readonly imports: readonly string[]
}

/** Reads all modules below a folder of the repository. */
export function modulesIn(folder: string): readonly Module[] {
  return filesIn(join(root, folder))
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => {
      const text = readFileSync(path, 'utf8')
      return { path: named(path), text, imports: importsOf(text).map((name) => (name.startsWith('.') ? named(resolve(path, '..', name)) : name)) }
    })
}

export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]))
}

function named(path: string): string {
  return relative(root, path).split(sep).join('/')
}

/** Gives what a text imports: types too, and what is loaded later. Comments and strings do not count. */
export function importsOf(text: string): readonly string[] {
  const code = withoutComments(text)
  const found = [
    ...code.matchAll(/(?:^|[\n;}])\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"\n]+)['"]/g),
    ...code.matchAll(/\bimport\(\s*(?:\/\*.*?\*\/\s*)?['"]([^'"\n]+)['"]\s*\)/g),
  ]
  return [...new Set(found.map((match) => match[1] as string))]
}

/** Blanks comments; strings, templates and regular expressions are left as they are. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|[\s;{}(,])\/\/[^\n]*|(['"])(?:\\.|(?!\2)[^\\\n])*\2|`(?:\\.|[^\\`])*`/g, (whole: string, before: string | undefined, quote: string | undefined) => {
    if (quote !== undefined || whole.startsWith('`')) return whole
    return whole.startsWith('/*') ? ' ' : (before ?? '')
  })
}

/** Blanks comments, strings, and templates without expressions: what is left is code. */
export function codeOf(text: string): string {
  return withoutComments(text).replace(/(['"])(?:\\.|(?!\1)[^\\\n])*\1|`(?:\\.|\$(?!\{)|[^\\`$])*`/g, "''")
}
