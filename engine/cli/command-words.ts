import type { CommonOptions } from './call.ts'
import { clean } from './output.ts'

/** How the command was called: `npm start --` in a clone, `chela` where it is installed. */
const programName = process.env['npm_lifecycle_event'] === 'start' ? 'npm start --' : 'chela'

/** Gives a command line that a person can copy. */
export function commandWords(command: string, words: readonly string[]): string {
  return clean([programName, command, ...words.map(quoted)].join(' '))
}

/** The options that decide which home and tools a command sees: a command line to copy needs them again. */
export function placeWords({ home, tools }: CommonOptions): readonly string[] {
  return [...(home === undefined ? [] : ['--home', home]), ...(tools ?? []).flatMap((file) => ['--tools', file])]
}

/** Gives words without some options; `valued` are options that have a value. */
export function wordsWithout(words: readonly string[], flags: readonly string[], valued: readonly string[] = []): readonly string[] {
  const kept: string[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string
    if (valued.includes(word)) index++
    else if (!flags.includes(word) && !valued.some((name) => word.startsWith(`${name}=`))) kept.push(word)
  }
  return kept
}

function quoted(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
