import { clean } from './output.ts'

/** Gives a command line that a person can copy: the words after the command that was typed, under another command. */
export function commandWords(command: string, words: readonly string[] = process.argv.slice(3)): string {
  return clean(['chela', command, ...words.map(quoted)].join(' '))
}

/** Without options that only concern the command that was typed. */
export function keptWords(dropped: readonly string[], words: readonly string[] = process.argv.slice(3)): readonly string[] {
  return words.filter((word) => !dropped.includes(word))
}

function quoted(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
