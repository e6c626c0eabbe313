import { ChelaError } from '../terms/failure.ts'

const shortest = 8
const longest = 1000

/** Gives a new passphrase as it is used for a key: the same however its letters were typed. Throws ChelaError `bad-passphrase`. */
export function newPassphrase(passphrase: string): string {
  const plain = plainPassphrase(passphrase)
  if ([...plain].length >= shortest && plain.length <= longest) return plain
  throw new ChelaError('bad-passphrase', `A passphrase has ${shortest} to ${longest} characters.`, { help: 'Several words in a row are easy to keep in mind and hard to guess.' })
}

export function plainPassphrase(passphrase: string): string {
  return passphrase.normalize('NFKC').trim()
}

export function wrongPassphrase(cause?: unknown): ChelaError {
  return new ChelaError('wrong-passphrase', 'This passphrase does not open the memory. Nothing was changed.', { help: 'Give the one that was set last. Without it the facts can not be read by anybody.', cause })
}

export function memoryLocked(): ChelaError {
  return new ChelaError('memory-locked', 'The memory is encrypted and its passphrase was not given.', { help: 'Set CHELA_PASSPHRASE, type it when "chela memory" asks, or unlock it in the settings of the editor.' })
}
