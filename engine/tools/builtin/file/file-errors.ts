const meanings = {
  missing: 'There is nothing at the path, or the folder it should lie in is not there.',
  exists: 'Something is already there, and nothing is ever overwritten unasked.',
  'not-a-folder': 'A part of the path is a file, not a folder.',
  'is-a-folder': 'The path is a folder where a file was wanted.',
  'no-access': 'The system does not permit it, or it is not an ordinary file.',
  busy: 'Another program is using the file; trying again may help.',
  'no-space': 'There is no room left on the disk.',
  'not-empty': 'The folder is not empty.',
  'bad-path': 'No system could take this path.',
  outside: 'The path leads out of the places this deed may touch, or a link stands there now.',
} as const

const { exists: _exists, 'no-space': _noSpace, 'not-empty': _notEmpty, ...whenReading } = meanings

/** What a tool that only looks at files may fail with. */
export const readErrors: { readonly [code: string]: string } = whenReading

/** What a tool that changes files may fail with. */
export const changeErrors: { readonly [code: string]: string } = meanings

export const changedError = { changed: 'Somebody else changed the file in the meantime; it was left as it is.' } as const
export const tooLargeError = { 'too-large': 'The file or text is larger than this tool takes.' } as const
export const notTextError = { 'not-text': 'The file is not text in UTF-8.' } as const
export const badNameError = { 'bad-name': 'A name must be one name: not empty, not "." or "..", without separators.' } as const
