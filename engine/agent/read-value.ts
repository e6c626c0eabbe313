import { checkValue } from '../expression/check-value.ts'
import type { Json, JsonSchema } from '../terms/json.ts'
import type { Moment } from './civil-time.ts'
import { matchNames, nameTable, type KnownName, type NameTable } from './match-names.ts'
import { readDuration, writeDuration } from './read-duration.ts'
import { readDate, readTime } from './read-moment.ts'
import { readQuantity } from './read-quantity.ts'
import { listBreak } from './words/little-words.ts'
import { saysOnlyTime, saysTimeBeside } from './time-beside.ts'
import { valueFormats } from '../expression/value-format.ts'

/** What the words may speak of: when they were said, and names of devices, files, contacts. */
export interface Surroundings {
  readonly moment: Moment
  readonly known: readonly KnownName[]
}

/** What a stretch of words gives for an input. `quality`: from 0 to 1. More than one choice: only the person can say which. */
export interface ValueFound {
  readonly value: Json
  readonly quality: number
  readonly choices?: readonly KnownName[]
}

/** Reads values for one input. Made once per input. */
export type ValueReader = (text: string) => ValueFound | undefined

const longestNames = 300

/** Free text says less than a value that could be read. */
const freeQuality = 0.6
/** What is but a time is rather when than what. */
const timeQuality = 0.5
/** A name explains at least this much of what was said, where other values may be meant too. */
const wellNamed = 0.75

/** Gives the reader for an input: what it gives always fits the schema. */
export function valueReader(name: string, schema: JsonSchema, surroundings: Surroundings): ValueReader {
  const read = readerOf(name, schema, surroundings)
  return (text) => {
    const found = read(text)
    return found !== undefined && checkValue(schema, found.value).length === 0 ? found : undefined
  }
}

function readerOf(name: string, schema: JsonSchema, surroundings: Surroundings): ValueReader {
  const choices = enumOf(schema)
  if (choices !== undefined) return nameReader(nameTable(choices.map((value) => ({ value, kind: '', names: [String(value).replace(/[_-]+/g, ' ')] }))), schema)
  const known = knownFor(name, schema, surroundings)
  if (known.length > 0 && known.every(({ open }) => open === true)) return saidOrNamed(readerOf(name, schema, { ...surroundings, known: [] }), nameReader(nameTable(known), schema))
  if (known.length > 0) return nameReader(nameTable(known), schema)
  if (schema.type === 'array') return listReader(name, schema, surroundings)
  if (schema.type === 'number' || schema.type === 'integer') return (text) => sure(readQuantity(text, schema))
  if (schema.type === 'boolean') return (text) => sure(readBoolean(text))
  return textReader(schema, surroundings)
}

/** What is said in full goes before a name, and a name that fits well before free text. */
function saidOrNamed(said: ValueReader, named: ValueReader): ValueReader {
  return (text) => {
    const plain = said(text)
    if (plain?.quality === 1) return plain
    const found = named(text)
    return found !== undefined && found.quality >= wellNamed ? found : plain
  }
}

function enumOf(schema: JsonSchema): readonly Json[] | undefined {
  return schema.enum ?? (schema.type === 'array' ? schema.items?.enum : undefined)
}

/** Gives the known names that an input takes: those of the kind that it is named after, or of its format. */
export function knownFor(name: string, schema: JsonSchema, { known }: Surroundings): readonly KnownName[] {
  if (schema.enum !== undefined || schema.items?.enum !== undefined || ['number', 'integer', 'boolean'].includes(String(schema.type))) return []
  const format = schema.format ?? schema.items?.format
  return known.filter(({ kind }) => kind === format || isNamedAs(name, kind))
}

/** `light`, `lights`, `which_light` take names of the kind `light`. */
function isNamedAs(input: string, kind: string): boolean {
  const plain = input.toLowerCase()
  const wanted = kind.toLowerCase()
  const forms = [wanted, `${wanted}s`, wanted.replace(/y$/, 'ies'), `${wanted}es`]
  return forms.some((form) => plain === form || plain.endsWith(`_${form}`))
}

function nameReader(table: NameTable, schema: JsonSchema): ValueReader {
  return (text) => {
    if (text.length > longestNames) return undefined
    const found = matchNames(text, table)
    if (found === undefined || found.quality < 0.5) return undefined
    const { values, quality, unclear } = found
    if (schema.type === 'array') return { value: values.map(({ value }) => value), quality, ...(unclear ? { choices: values } : {}) }
    const first = values[0]
    if (first === undefined) return undefined
    return { value: first.value, quality, ...(values.length > 1 ? { choices: values } : {}) }
  }
}

function listReader(name: string, schema: JsonSchema, surroundings: Surroundings): ValueReader {
  const read = readerOf(name, schema.items ?? {}, surroundings)
  return (text) => {
    const found = text.split(listBreak).filter((part) => part.trim() !== '').slice(0, 100).map((part) => read(part))
    if (found.length === 0 || found.includes(undefined)) return undefined
    const all = found as readonly ValueFound[]
    return { value: all.map(({ value }) => value), quality: Math.min(...all.map(({ quality }) => quality)) }
  }
}

function readBoolean(text: string): boolean | undefined {
  const plain = text.trim().toLowerCase()
  if (/^(?:yes|true|on|enabled?|with|开|打开|是|对|要)$/.test(plain)) return true
  return /^(?:no|false|off|disabled?|without|关|关闭|否|不|不要)$/.test(plain) ? false : undefined
}

function textReader(schema: JsonSchema, { moment }: Surroundings): ValueReader {
  switch (schema.format) {
    case 'duration':
      return (text) => {
        const span = readDuration(text)
        return span === undefined ? undefined : sure(writeDuration(span))
      }
    case 'date-time':
      return (text) => sure(readTime(text, moment))
    case 'date':
      return (text) => sure(readDate(text, moment))
    case 'path':
      return (text) => pathIn(text)
    default:
      return formatReader(schema.format)
  }
}

const folders = ['Downloads', 'Documents', 'Desktop', 'Pictures', 'Music', 'Videos', 'Movies', 'Public', 'Templates']

/** `~/Pictures/cat.png`, `notes.txt`, and the folders that every system has: "my downloads". */
function pathIn(text: string): ValueFound | undefined {
  const plain = bare(text)
  const folder = /^(?:my |the )?(\w+)(?: folder| directory)?$/i.exec(plain)?.[1]?.toLowerCase()
  const usual = folders.find((name) => name.toLowerCase() === folder || name.toLowerCase() === `${folder ?? ''}s`)
  if (usual !== undefined) return { value: `~/${usual}`, quality: 1 }
  return /^(?:~|\.{0,2}[/\\]|[a-z]:[/\\])\S*$|^[^\s/\\]+\.[a-z0-9]{1,5}$|^\S+\/\S*$/i.test(plain) ? { value: plain, quality: 1 } : undefined
}

function formatReader(format: string | undefined): ValueReader {
  // An id that nobody has told of is written as ids are, not in plain words.
  if (format === 'id') return (text) => (/^(?=.*[\d_@-])\S+$/.test(bare(text)) ? sure(bare(text)) : undefined)
  const known = format === undefined ? undefined : valueFormats.get(format)
  if (known !== undefined) return (text) => (known.fits(bare(text)) && (format !== 'host' || /[.]|^localhost$/.test(bare(text))) ? sure(bare(text)) : undefined)
  return (text) => {
    const plain = bare(text)
    if (plain === '' || (!isQuoted(text) && saysTimeBeside(plain))) return undefined
    return { value: plain, quality: saysOnlyTime(plain) ? timeQuality : freeQuality }
  }
}

function isQuoted(text: string): boolean {
  return /^["'“‘「]/u.test(text.trim())
}

/** Without quotes around it and without the stop at its end. */
function bare(text: string): string {
  return text.trim().replace(/[.!?,;。！？，]+$/u, '').replace(/^(["'“‘「])(.*)(["'”’」])$/u, '$2').trim()
}

function sure(value: Json | undefined): ValueFound | undefined {
  return value === undefined ? undefined : { value, quality: 1 }
}
