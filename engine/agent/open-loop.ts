/*
 * Open-ended work as a skill: decide, do, look again. Owns: the machine that is written for a contract. Does not own: what holds
 * the work to the contract (gate/), what was done and what is open (run/ tells it with each question). Always true: (L1) each
 * tool has a state of its own with a fixed `call:`, so that the report can be computed; (L2) what a deed is about is a
 * reference, never a text of the model; (L3) nothing goes round for ever.
 */
import { literalText } from '../expression/literal-text.ts'
import type { Bounds, Contract } from '../terms/contract.ts'
import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import type { ControlKind, Tool } from '../terms/tool.ts'
import { branchFor, listedIn, type Branch, type LoopDeed } from './loop-deed.ts'
import { fitsName, loopStates, stateNames } from './loop-states.ts'

export interface OpenLoopOptions {
  /** In kebab-case. */
  readonly name: string
  /** What the person wants, in their words. */
  readonly words: string
  readonly contract: Contract
  readonly tools: readonly Tool[]
  /** Inputs that stand for places of the contract, each with its schema. */
  readonly inputs?: { readonly [name: string]: { readonly place: string; readonly schema: JsonSchema } }
  readonly title?: string
  readonly examples?: readonly string[]
  /** What must hold when it is done, as an expression over the results; the receipts of the contract count anyway. */
  readonly evidence?: string
  /** States that may be entered; about four a deed. */
  readonly steps?: number
  /** Gives the YAML of a value, in one line or with its further lines indented. */
  readonly write: (value: Json, indent: number, style: 'block' | 'flow') => string
}

const mostTools = 120

/** Gives the text of a skill that works towards a contract with the tools that it allows. Pure. */
export function openLoop(options: OpenLoopOptions): string {
  const { name, words, contract, title = cut(words, 80), steps = 4000, write } = options
  const branches = branchesOf(options)
  const kinds = (Object.keys(listedIn) as ControlKind[]).filter((kind) => branches.some(({ deed }) => Object.values(deed.tool.control).includes(kind)))
  const needs = kinds.filter((kind) => branches.some((branch) => branch.needs.includes(kind)))
  const standing = Object.entries(options.inputs ?? {}).filter(([, { place }]) => branches.some(({ deed }) => Object.values(deed.bounds).some((places) => places.includes(place))))
  const stand = (place: string): string => {
    const found = standing.find(([, one]) => one.place === place)
    return found === undefined ? literalText(place) : `\${ input.${found[0]} }`
  }
  const inputs: JsonObject = { ...Object.fromEntries(standing.map(([input, { schema }]) => [input, schema as unknown as Json])), ...Object.fromEntries(needs.map((kind) => [listedIn[kind], givenInput(kind)])) }
  const states = loopStates({ branches, kinds, needs, contract, evidence: options.evidence, stand })
  const description = cut(`Decides with a model, does one thing, looks at what came of it and decides again: ${words}`, 1000)
  return `${[
    'chela: 1',
    entryOf({ name }, 0, write),
    entryOf({ title, description }, 0, write),
    ...(options.examples === undefined ? [] : [entryOf({ examples: options.examples }, 0, write)]),
    ...(Object.keys(inputs).length === 0 ? [] : [entryOf({ inputs }, 0, write)]),
    `vars:\n${Object.entries(variablesFor(kinds, contract)).map(([key, value]) => `  ${key}: ${write(value, 2, 'flow')}`).join('\n')}`,
    ...(branches.length === 0 ? [] : [`uses:\n${branches.map((branch) => `  ${write(branch.deed.tool.name, 2, 'flow')}: ${write(boundsOf(branch, stand), 2, 'flow')}`).join('\n')}`]),
    `limits: { steps: ${steps}, time: 12h }`,
    '\nstates:',
  ].join('\n')}\n${Object.entries(states).map(([state, value]) => `  ${state}:\n${stateText(value, write)}`).join('\n\n')}\n`
}

function entryOf(value: JsonObject, indent: number, write: OpenLoopOptions['write']): string {
  return write(value, indent, 'block')
}

/** The lines of a state; what is a long list of much the same has a line for each. */
function stateText(state: JsonObject, write: OpenLoopOptions['write']): string {
  return Object.entries(state).flatMap(([key, value]) => {
    if (key === 'answer') {
      const { properties, ...rest } = value as { readonly properties: JsonObject }
      return [`    answer:`, ...Object.entries(rest as JsonObject).map(([name, one]) => `      ${name}: ${write(one, 6, 'flow')}`), '      properties:', ...Object.entries(properties).map(([name, one]) => `        ${name}: ${write(one, 8, 'flow')}`)]
    }
    if (Array.isArray(value)) return [`    ${key}:`, ...value.map((one: Json) => `      - ${write(one, 6, 'flow')}`)]
    return [`    ${write({ [key]: value }, 4, 'block')}`]
  }).join('\n')
}

function cut(text: string, longest: number): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  return literalText(plain.length <= longest ? plain : `${plain.slice(0, longest - 1)}…`)
}

function branchesOf({ contract, tools }: OpenLoopOptions): readonly Branch[] {
  const names = stateNames(tools)
  const deeds = tools.flatMap((tool, index): readonly LoopDeed[] => {
    const bounds = boundsFor(tool, contract)
    return bounds === undefined ? [] : [{ tool, bounds, state: names[index] as string }]
  })
  // A tool that can not be offered gives no results either.
  const possible = deeds.filter((deed) => branchFor(deed, []) !== undefined).slice(0, mostTools)
  return possible.flatMap((deed) => branchFor(deed, possible) ?? [])
}

/**
 * Gives the bounds of all clauses that allow a tool, together; undefined: none does. What only some of them bound is not
 * bounded here: the contract looks at each deed all the same.
 */
function boundsFor(tool: Tool, contract: Contract): Bounds | undefined {
  const clauses = contract.allowed.filter((clause) => fitsName(clause.tool, tool.name))
  if (clauses.length === 0) return undefined
  const wide = clauses.map(({ with: bounds }) => spread(bounds, tool))
  const names = Object.keys(wide[0] ?? {}).filter((name) => wide.every((bounds) => Object.hasOwn(bounds, name)))
  return Object.fromEntries(names.map((name) => [name, [...new Set(wide.flatMap((bounds) => bounds[name] ?? []))]]))
}

/** `*` stands for every control argument. */
function spread(bounds: Bounds, tool: Tool): Bounds {
  const { '*': all, ...named } = bounds
  return all === undefined ? named : { ...Object.fromEntries(Object.keys(tool.control).map((name) => [name, all])), ...named }
}

function boundsOf({ deed: { tool, bounds } }: Branch, stand: (place: string) => string): JsonObject {
  const control = Object.entries(bounds).filter(([name]) => Object.hasOwn(tool.control, name))
  return Object.fromEntries(control.map(([name, places]) => [name, places.length === 1 ? stand(places[0] as string) : places.map(stand)]))
}

const inputWords: { readonly [kind in ControlKind]: string } = {
  path: 'Files and folders to begin with.',
  host: 'Pages to begin with.',
  address: 'Addresses and numbers of people that may be used.',
  id: 'Names of accounts and other things that may be used.',
}

function givenInput(kind: ControlKind): JsonObject {
  return { type: 'array', items: { type: 'string', ...(kind === 'path' && { format: 'path' }) }, description: inputWords[kind], default: [] }
}

function variablesFor(kinds: readonly ControlKind[], { required }: Contract): { readonly [name: string]: JsonObject } {
  return {
    first: { type: 'integer', default: 0, description: 'The element from which on lists are shown.' },
    last: { type: 'string', default: '', description: 'Why the deed before was not done.' },
    deeds: { type: 'integer', default: 0, description: required.length > 0 ? 'Deeds done of a kind that is required.' : 'Changes made.' },
    misses: { type: 'integer', default: 0, description: 'Deeds in a row that were not done.' },
    ...(required.length > 0 && { sent_back: { type: 'integer', default: 0, description: 'How often "done" came too early.' } }),
    ...Object.fromEntries(kinds.map((kind) => [listedIn[kind], { type: 'object', default: {}, description: 'What a deed may be about, by where it was found.' }])),
  }
}
