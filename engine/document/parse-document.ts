import { Composer, Lexer, Parser, type CST, type Document as YamlDocument } from 'yaml'
import type { Diagnostic } from '../terms/diagnostic.ts'
import type { Document } from '../terms/document.ts'
import { ConvertTree } from './convert-tree.ts'
import { syntaxFault } from './syntax-fault.ts'

/** Longest text that is read, in UTF-16 code units. */
const maximumLength = 1_048_576
/** Most signs, words, spaces and line ends that are read: what bounds the time of reading (a few tenths of a second). */
const maximumLexemes = 60_000
/** Deepest nesting that is read. */
const maximumDepth = 64
/** Most findings that are told of one text. */
const maximumDiagnostics = 200
/** Most syntax faults that are told of one text. */
const maximumFaults = 20

/**
 * Gives the positioned tree of a YAML 1.2 text, with what is wrong in it. Total: any text gives a document, in
 * bounded time; diagnostics are ordered by position. An empty text has no root and no diagnostic.
 */
export function parseDocument(text: string): Document {
  const diagnostics: Diagnostic[] = []
  const report = (diagnostic: Diagnostic): void => {
    if (diagnostics.length < maximumDiagnostics) diagnostics.push(diagnostic)
  }
  const finish = (root: Document['root']): Document => ({
    text,
    root,
    diagnostics: diagnostics.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end),
  })
  const tokens = readTokens(text, report)
  if (tokens === undefined) return finish(undefined)
  const source = compose(text, tokens, report)
  if (source === undefined) return finish(undefined)
  return finish(new ConvertTree(text, maximumDepth, report).root(source))
}

/**
 * Gives the tokens of a text up to the end of its first document, or nothing when the text is past a limit. Stops
 * before the library's own memory or stack could suffer.
 */
function readTokens(text: string, report: (diagnostic: Diagnostic) => void): CST.Token[] | undefined {
  if (text.length > maximumLength) {
    report(tooLarge(0, `This text has ${text.length} characters; at most ${maximumLength} are read.`))
    return undefined
  }
  const parser = new Parser()
  const tokens: CST.Token[] = []
  const nesting = new NestingCount()
  let lexemes = 0
  let offset = 0
  for (const lexeme of new Lexer().lex(text)) {
    if (++lexemes > maximumLexemes) {
      report(tooLarge(offset, `This text has more than ${maximumLexemes} words, signs and line ends; the rest is not read.`))
      return undefined
    }
    if (nesting.count(lexeme) > maximumDepth) {
      report(tooDeep(offset))
      return undefined
    }
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (!isControl(lexeme)) offset += lexeme.length
  }
  for (const token of parser.end()) tokens.push(token)
  return tokens
}

/** Counts how deep the brackets, and the indicators of one line, have nested. */
class NestingCount {
  private flow = 0
  private line = 0
  private atScalar = false

  /** Takes the next lexeme; gives the nesting that it is in, never less than what it really is on this line. */
  count(lexeme: string): number {
    if (this.atScalar) {
      this.atScalar = false
      return 0
    }
    switch (lexeme) {
      case '\x1f':
        this.atScalar = true
        return 0
      case '[':
      case '{':
        return ++this.flow
      case ']':
      case '}':
        if (this.flow > 0) this.flow--
        return 0
      case '\n':
      case '\r\n':
        this.line = 0
        return 0
      case '-':
      case '?':
        return ++this.line
      // Outside of brackets each one on a line is a map of its own: ": : :".
      case ':':
        return this.flow > 0 ? 0 : ++this.line
      case '\x02':
        this.flow = 0
        return 0
      default:
        return 0
    }
  }
}

/** The lexer's own marks: byte order mark apart, they stand for no text. */
function isControl(lexeme: string): boolean {
  return lexeme === '\x1f' || lexeme === '\x02' || lexeme === '\x18'
}

/** Gives the library's tree of the first document, reporting its faults and any second document. */
function compose(
  text: string,
  tokens: readonly CST.Token[],
  report: (diagnostic: Diagnostic) => void,
): YamlDocument.Parsed | undefined {
  const fault = faultReporter(text, report)
  const composer = new Composer({
    schema: 'core',
    version: '1.2',
    merge: false,
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  // The library would make an Error for each fault, which is slow when a hostile text has very many. Tags and quotes
  // are told by ConvertTree, which knows where they begin.
  Object.assign(composer, {
    onError: (source: FaultSource, code: string, message: string, warning?: boolean) => {
      if (warning === true || code === 'TAG_RESOLVE_FAILED' || message.startsWith('Missing closing ')) return
      fault(...faultRange(source), code, message)
    },
  })
  let result: YamlDocument.Parsed | undefined
  let documents = 0
  for (const token of tokens) {
    if (token.type === 'document' && ++documents > 1) {
      report(manyDocuments(token))
      break
    }
    if (token.type === 'error') fault(...faultRange(token), 'UNEXPECTED_TOKEN', token.message)
    else for (const document of composer.next(token)) result = document
  }
  for (const document of composer.end()) result = document
  return result
}

type FaultReporter = (start: number, end: number, code: string, message: string) => void

/** Gives what reports a fault once a line, and not too many; one cause often makes several faults on its line. */
function faultReporter(text: string, report: (diagnostic: Diagnostic) => void): FaultReporter {
  const lines = new Set<number>()
  let line = { start: -1, end: -1 }
  return (start, end, code, message) => {
    if (lines.size >= maximumFaults || (start >= line.start && start < line.end)) return
    const lineStart = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1
    const lineEnd = text.indexOf('\n', start)
    line = { start: lineStart, end: lineEnd < 0 ? Infinity : lineEnd }
    if (lines.has(lineStart)) return
    lines.add(lineStart)
    report(syntaxFault(text, start, end, code, message))
  }
}

type FaultSource = number | readonly number[] | { readonly offset: number; readonly source?: unknown }

function faultRange(source: FaultSource): [number, number] {
  if (typeof source === 'number') return [source, source + 1]
  if ('offset' in source) {
    const length = typeof source.source === 'string' ? source.source.length : 1
    return [source.offset, source.offset + length]
  }
  const start = source[0] ?? 0
  return [start, source[1] ?? start + 1]
}

function manyDocuments(token: CST.Document): Diagnostic {
  const start = token.start.find((part) => part.type === 'doc-start')
  const offset = start?.offset ?? token.offset
  return {
    code: 'many-documents',
    severity: 'error',
    range: { start: offset, end: offset + (start?.source.length ?? 1) },
    message: 'A second document begins here, but a file holds one.',
    help: 'Put it into a file of its own, or remove the line "---".',
  }
}

function tooLarge(offset: number, message: string): Diagnostic {
  return {
    code: 'too-large',
    severity: 'error',
    range: { start: offset, end: offset },
    message,
    help: 'Split it into several skills that call each other.',
  }
}

function tooDeep(offset: number): Diagnostic {
  return {
    code: 'too-deep',
    severity: 'error',
    range: { start: offset, end: offset + 1 },
    message: `This is nested more than ${maximumDepth} levels deep.`,
    help: 'Nest less: move the inner part into a skill of its own.',
  }
}
