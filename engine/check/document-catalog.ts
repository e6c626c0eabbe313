/* What the parser of the document finds: rows as in catalog.ts. The codes are made in engine/document. */
import type { CatalogRow } from './catalog.ts'

export const documentCatalog = {
  'yaml-syntax': { severity: 'error', title: 'The file is not YAML', explanation: 'A quote, colon, bracket or indentation is wrong. Until it is mended, nothing else is told of the file.' },
  'duplicate-key': { severity: 'error', title: 'A key stands twice', explanation: 'Only one of two values could count.' },
  'merge-key': { severity: 'error', title: 'A map is merged into another', explanation: '"<<" is not part of YAML 1.2, and hides what a file says.' },
  'not-text-key': { severity: 'error', title: 'A key is not a text', explanation: 'Lists, maps and nothing can not name a value.' },
  'reserved-key': { severity: 'error', title: 'A key has a name that is dangerous to programs', explanation: '"__proto__", "constructor" and "prototype" are refused everywhere.' },
  'not-json': { severity: 'error', title: 'A number can not be counted with', explanation: 'Infinite numbers and "not a number" are not JSON.' },
  'inexact-number': { severity: 'warning', title: 'A number is too long to be kept exactly', explanation: 'Whole numbers are exact up to 9,007,199,254,740,991. Longer ones are mostly names and belong in quotes.' },
  'unknown-tag': { severity: 'error', title: 'A tag has no meaning here', explanation: 'A "!" at the beginning of a value is a tag in YAML.' },
  'many-documents': { severity: 'error', title: 'There is a second document in the file', explanation: 'A line with "---" begins a new document; a file holds one skill.' },
  'alias-loop': { severity: 'error', title: 'An alias stands inside what it names', explanation: 'Written out, the file would never end.' },
  'too-many-aliases': { severity: 'error', title: 'The aliases stand for too much', explanation: 'Written out, they may stand for at most 10,000 values.' },
  'too-deep': { severity: 'error', title: 'The file is nested too deep', explanation: 'At most 64 levels are read.' },
  'too-large': { severity: 'error', title: 'The file is too large', explanation: 'At most 1,048,576 characters and 120,000 words and signs are read.' },
} as const satisfies { readonly [code: string]: CatalogRow }
