import type { Diagnostic } from '../terms/diagnostic.ts'
import type { Range } from '../terms/position.ts'

interface Wording {
  readonly message: string
  readonly help: string
}

/**
 * Gives the diagnostic for a fault of the YAML library, in the words of the author. `code` and `found` are the
 * library's code and message; the range is kept inside the text and on one line.
 */
export function syntaxFault(text: string, start: number, end: number, code: string, found: string): Diagnostic {
  const from = Math.min(Math.max(0, start), text.length)
  const to = Math.min(Math.max(from, end), text.length)
  const wording = code === 'UNEXPECTED_TOKEN' || code === 'MISSING_CHAR' ? wordingBySign(text, from, found) : wordingByCode(text, from, code, found)
  const range = code === 'BLOCK_AS_IMPLICIT_KEY' || wording === badIndent ? restOfLine(text, from) : { start: from, end: onOneLine(text, from, to) }
  return syntaxDiagnostic(range, wording)
}

/** Gives the diagnostic for a text in quotes that begins at `offset` and is never closed. */
export function unclosedQuote(text: string, offset: number): Diagnostic {
  const sign = text[offset] === "'" ? "'" : '"'
  return syntaxDiagnostic(restOfLine(text, offset), {
    message: `A text begins with ${sign} but the closing ${sign} is missing.`,
    help: `Put ${sign} at the end of the text.`,
  })
}

function syntaxDiagnostic(range: Range, { message, help }: Wording): Diagnostic {
  return { code: 'yaml-syntax', severity: 'error', range, message, help }
}

function onOneLine(text: string, start: number, end: number): number {
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index)
    if (code === 10 || code === 13) return Math.max(index, Math.min(start + 1, end))
  }
  return end
}

/** From the next visible character of the line to the last. */
function restOfLine(text: string, offset: number): Range {
  let stop = offset
  while (stop < text.length && text[stop] !== '\n' && text[stop] !== '\r') stop++
  let start = offset
  while (start < stop && (text[start] === ' ' || text[start] === '\t')) start++
  while (stop > start && (text[stop - 1] === ' ' || text[stop - 1] === '\t')) stop--
  return start < stop ? { start, end: stop } : { start: offset, end: Math.min(offset + 1, text.length) }
}

const badIndent: Wording = {
  message: 'This line is not indented like its neighbours.',
  help: 'Entries of one map or list begin in the same column; what is inside an entry is indented further.',
}

const byCode: { readonly [code: string]: Wording } = {
  ALIAS_PROPS: {
    message: 'A "*name" stands for what has that name, so it can have no "&name" or tag of its own.',
    help: 'Remove the "&name" or tag before it.',
  },
  BAD_ALIAS: { message: 'A name is missing after this "&" or "*".', help: 'Put the text in quotes if it is meant as text.' },
  BAD_DIRECTIVE: { message: 'This "%" line is not understood.', help: 'Remove the line; a skill file needs none.' },
  BAD_DQ_ESCAPE: {
    message: 'After "\\" in double quotes, this is not known.',
    help: 'Write "\\\\" for a backslash, or use single quotes, where a backslash is an ordinary sign.',
  },
  BAD_PROP_ORDER: { message: 'An "&name" or tag stands before the "-" or "?" here.', help: 'Put it after.' },
  BAD_SCALAR_START: { message: 'A text without quotes can not begin with this sign.', help: 'Put the text in quotes.' },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'There is a second ":" on this line, so it reads as a map inside a map.',
    help: 'Put the text in quotes, or put the inner map on lines of its own, indented further.',
  },
  BLOCK_IN_FLOW: {
    message: 'Inside brackets, an indented list or map can not be used.',
    help: 'Use [a, b] and {key: value} inside brackets, or write the whole without brackets.',
  },
  KEY_OVER_1024_CHARS: { message: 'This key is longer than 1,024 characters.', help: 'Use a shorter key.' },
  MULTILINE_IMPLICIT_KEY: {
    message: 'A ":" or a closing quote is missing here: this and what follows is read as one key over several lines.',
    help: 'Put ":" and a space after each key, and a key on one line.',
  },
  MULTIPLE_ANCHORS: { message: 'There are two "&name" for one value.', help: 'Keep one of them.' },
  MULTIPLE_TAGS: { message: 'There are two tags for one value.', help: 'Keep one of them.' },
  TAB_AS_INDENT: { message: 'This line is indented with a tab.', help: 'Indent with spaces.' },
  RESOURCE_EXHAUSTION: { message: 'This is nested too deep to be read.', help: 'Nest less.' },
}

function wordingByCode(text: string, offset: number, code: string, found: string): Wording {
  if (code === 'BAD_INDENT') return /must be sufficiently indented|must end with/.test(found) ? unclosedBracket : badIndent
  const { start, end } = restOfLine(text, offset)
  const line = text.slice(start, Math.min(end, start + 1024))
  if (code === 'BAD_SCALAR_START') {
    return { message: `A text without quotes can not begin with "${line.slice(0, 1)}".`, help: 'Put the text in quotes.' }
  }
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && !/:(?: |$)/.test(line)) return furtherIn
  if (code === 'MULTILINE_IMPLICIT_KEY' && /^[\w.-]+:[^\s:]/.test(line)) return missingSpace
  const wording = Object.hasOwn(byCode, code) ? byCode[code] : undefined
  return wording ?? { message: 'This is not understood as YAML.', help: 'Look for a missing quote, colon or bracket just before it.' }
}

const furtherIn: Wording = {
  message: 'This key has its value here already, but the next line is indented further, as if it stood inside.',
  help: 'Indent the next line like this one, or move this value.',
}

const missingSpace: Wording = { message: 'A space is missing after ":".', help: 'Write "key: value".' }

const unclosedBracket: Wording = {
  message: 'A bracket is opened above but not closed before here, or its lines are not indented further than its key.',
  help: 'Close it with "]" or "}", and indent what is inside.',
}

function wordingBySign(text: string, offset: number, found: string): Wording {
  if (found.includes('Comments must be separated')) return { message: 'A space is missing before "#".', help: 'Write " #" to begin a comment.' }
  if (found.startsWith('Tags and anchors')) return { message: 'A space is missing after a tag or an "&name".', help: 'Put a space after it.' }
  if (found.startsWith('Implicit map keys')) return missingColon
  if (found.startsWith('Missing space after :')) return missingSpace
  if (found.startsWith('Missing ,')) return { message: 'A comma is missing between two things in brackets.', help: 'Put "," between them.' }
  if (found.includes('must end with a') || found.includes('expected to end with')) return unclosedBracket
  if (found.startsWith('Sequence item without')) return { message: 'This line stands in a list, but has no "- ".', help: 'Begin it with "- ", or indent it like the map it belongs to.' }
  if (found.startsWith('Block scalar header')) return { message: 'After "|" or ">", the text begins on the next line.', help: 'Move what stands here to the next line, indented.' }
  if (found.includes('block collection') || found.includes('Block collection')) return { message: 'A map or list can not begin on the line of "---".', help: 'Begin it on the next line.' }
  if (text[offset] === '\t') return byCode['TAB_AS_INDENT'] as Wording
  return unexpectedSign(text, offset)
}

const missingColon: Wording = {
  message: 'A ":" is missing after this key.',
  help: 'Write "key: value", with a space after the colon, or put a longer text in quotes.',
}

function unexpectedSign(text: string, offset: number): Wording {
  const sign = text[offset] ?? ''
  if (sign === ',') return { message: 'There is a comma too many.', help: 'Remove it, or put what is missing before it.' }
  if (sign === ']' || sign === '}') return { message: `"${sign}" closes nothing here.`, help: 'Remove it, or put the text in quotes.' }
  if (sign.trim() === '') return { message: 'Something is missing or out of place here.', help: 'Look for a missing quote, colon or bracket just before it.' }
  return { message: 'This does not belong here: what stands before it is already complete.', help: 'Put a text with special signs in quotes, or check the indentation.' }
}
