/*
 * What nobody has written a skill for, done one step at a time: which tools and places some words ask for, and the finite machine
 * that works with them. Owns: what is offered. Does not own: the machine itself (agent/open-loop). Always true: (O1) each path,
 * host and address that a tool may touch is named by the person; a tool of which none is named is not offered; (O2) nothing starts.
 */
import { draftContract } from '../agent/draft-contract.ts'
import type { KnownName } from '../agent/match-names.ts'
import { namedPlaces } from '../agent/named-places.ts'
import { openLoop } from '../agent/open-loop.ts'
import { keysOf } from '../agent/words-of.ts'
import { writeYaml } from '../document/write-yaml.ts'
import type { Bounds } from '../terms/contract.ts'
import type { JsonObject, JsonSchema } from '../terms/json.ts'
import type { ControlKind, Tool } from '../terms/tool.ts'
import { usualFolders } from './known-names.ts'

export interface OpenWork {
  readonly name: string
  readonly text: string
  /** The places that the words name, by the input that stands for each. */
  readonly inputs: JsonObject
  readonly tools: readonly Tool[]
}

interface OpenWorkOptions {
  readonly words: string
  readonly tools: readonly Tool[]
  /** What shows what is there, where a tool works on files. */
  readonly look: Tool | undefined
  /** Files and folders to work in; none: the person is asked for one. */
  readonly places: readonly string[]
  readonly isTaken: (name: string) => boolean
}

const mostFound = 16
const mostPlaces = 4
/** A tool that fits the words less than this fits them by chance. */
export const leastFit = 2
export const looksWith = 'file.list'
const plainTools = [looksWith, 'file.read', 'file.move', 'file.rename', 'file.copy', 'file.make_folder']

const placeInput: JsonSchema = { type: 'string', format: 'path', title: 'the folder or file to work in', description: 'It and all below it may be looked at and changed, nothing else.' }
/** Stands for a place that is still to be given; it is never part of the text. */
const unnamed = '/the place that is still to be given'

/** Gives tools that may serve some words, best first: those that the words describe, and for a place the plain ones of files. */
export function toolsForWork(words: string, find: (words: string, most: number) => readonly Tool[], tool: (name: string) => Tool | undefined): readonly Tool[] {
  const found = find(words, mostFound).filter((one) => isBounded(one, words))
  if (found.length === 0) return []
  const plain = found.some(usesPaths) ? plainTools.flatMap((name) => tool(name) ?? []) : []
  return [...new Set([...found, ...plain])]
}

/** Gives the paths that words name: as they stand there, as a usual folder, or by the whole name of something that is there. */
export function placesForWork(words: string, known: readonly KnownName[]): readonly string[] {
  const said = new Set(keysOf(words))
  const isSaid = (name: string): boolean => keysOf(name).length > 0 && keysOf(name).every((key) => said.has(key))
  const usual = usualFolders.filter(isSaid).map((name) => `~/${name}`)
  const named = known.flatMap(({ kind, names, value }) => (kind === 'path' && typeof value === 'string' && names.some(isSaid) ? [value] : []))
  const told = [...namedPlaces(words, 'path'), ...usual]
  return [...new Set(told.length > 0 ? told : named)].slice(0, mostPlaces)
}

/** Gives the skill that works with some tools; undefined: none of them can be offered. */
export function openWork({ words, tools, look, places, isTaken }: OpenWorkOptions): OpenWork | undefined {
  // A file that is only ever added, as to a mail, is worth no question.
  const paths = places.length > 0 ? places : tools.some(usesPaths) ? [unnamed] : []
  const first = look !== undefined && tools.some(usesPaths) ? [look] : []
  const possible = [...new Set([...first, ...tools])].filter((tool) => isBounded(tool, words)).map((tool) => ({ tool, bounds: boundsFor(tool, words, paths), atLeast: 0 }))
  const contract = draftContract(words, possible, 0)
  const kept = possible.map(({ tool }) => tool).filter(({ name }) => contract.allowed.some(({ tool }) => tool === name))
  if (kept.length === 0) return undefined
  const stand = paths.map((place, index) => [index === 0 ? 'place' : `place_${index + 1}`, place] as const)
  const name = freeName(words, isTaken)
  const text = openLoop({ name, words, contract: { ...contract, limits: [], until: undefined }, tools: kept, inputs: Object.fromEntries(stand.map(([input, place]) => [input, { place, schema: placeInput }])), write: writeYaml })
  return { name, text, tools: kept, inputs: Object.fromEntries(stand.filter(([input, place]) => place !== unnamed && text.includes(`input.${input} `))) }
}

/** It can do nothing without a path. */
function usesPaths({ control, input, oneOf }: Tool): boolean {
  return Object.entries(control).some(([argument, kind]) => kind === 'path' && (input.required?.includes(argument) === true || oneOf.some((group) => group.includes(argument))))
}

/** Keeps O1 for hosts and addresses; ids have no place of their own, and come out of what was looked at. */
function isBounded({ control }: Tool, words: string): boolean {
  return (['host', 'address'] as const).every((kind) => !Object.values(control).includes(kind) || namedPlaces(words, kind).length > 0)
}

function boundsFor({ control }: Tool, words: string, paths: readonly string[]): Bounds {
  const placesOf = (kind: ControlKind): readonly string[] => (kind === 'path' ? paths : namedPlaces(words, kind))
  return Object.fromEntries(Object.entries(control).flatMap(([argument, kind]) => (kind === 'id' ? [] : [[argument, placesOf(kind)]])))
}

function freeName(words: string, isTaken: (name: string) => boolean): string {
  const plain = words.toLowerCase().match(/[a-z0-9]+/g)?.filter((word) => word.length <= 20).slice(0, 5) ?? []
  const name = ['work', ...plain].join('-').slice(0, 50).replace(/-+$/, '')
  for (let count = 1; count <= 100; count++) if (!isTaken(count === 1 ? name : `${name}-${count}`)) return count === 1 ? name : `${name}-${count}`
  return `${name}-more`
}
