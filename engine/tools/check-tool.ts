import { ChelaError, engineFailures } from '../terms/failure.ts'
import type { JsonSchema } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'

const classes: readonly string[] = ['read', 'reversible', 'sensitive']
const kinds: readonly string[] = ['path', 'host', 'address', 'id']
const personalKinds: readonly string[] = ['contacts', 'messages', 'calendar', 'location', 'microphone', 'camera']
const deepest = 32

/** Throws ChelaError `bad-tool` for the first thing that is wrong with a tool. */
export function checkTool(tool: Tool, written: object): void {
  const refuse: Refuse = (message, help) => {
    throw new ChelaError('bad-tool', `The tool ${JSON.stringify(tool.name)} ${message}`, { help, facts: { tool: String(tool.name) } })
  }
  checkHead(tool, refuse)
  checkSchemas(tool, refuse)
  checkArguments(tool, refuse)
  checkGroups(tool, refuse)
  checkErrors(tool, refuse)
  checkEvidence(tool, refuse)
  checkChange(tool, written, refuse)
  checkPlace(tool, refuse)
}

type Refuse = (message: string, help: string) => never

function checkHead(tool: Tool, refuse: Refuse): void {
  if (typeof tool.name !== 'string' || tool.name.length > 64 || !/^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*\.[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/.test(tool.name)) {
    refuse('has a name that is not area.verb.', 'Write two lower-case words with a dot between them, such as "file.move" or "door.open_gently".')
  }
  for (const key of ['title', 'description'] as const) {
    if (typeof tool[key] !== 'string' || tool[key].trim() === '') refuse(`has no ${key}.`, `Write a ${key} that a person understands.`)
  }
  if (!classes.includes(tool.class)) refuse(`has the class ${JSON.stringify(tool.class)}.`, 'The class is "read", "reversible" or "sensitive".')
  if (tool.personal !== undefined && !personalKinds.includes(tool.personal)) {
    refuse(`reads ${JSON.stringify(tool.personal)}, which is no personal kind.`, `The kinds are ${personalKinds.join(', ')}.`)
  }
}

function checkSchemas(tool: Tool, refuse: Refuse): void {
  if (!isObject(tool.input) || tool.input.type !== 'object') {
    refuse('has an input that is not an object schema.', "Write input: { type: 'object', properties: { … }, required: [ … ] }.")
  }
  if (!isObject(tool.output)) refuse('has no output schema.', "Write what it answers, such as output: { type: 'object', properties: { … } }.")
  for (const [name, schema] of [['input', tool.input], ['output', tool.output]] as const) {
    const fault = faultOf(schema, 0)
    if (fault !== undefined) refuse(`has an ${name} schema ${fault}`, 'Use the part of JSON Schema that the guide to writing a tool lists.')
  }
  const lost = (tool.input.required ?? []).find((name) => !hasArgument(tool, name))
  if (lost !== undefined) refuse(`requires the argument "${lost}", which its input does not describe.`, 'Add it to the properties of input, or take it out of required.')
}

/** Tells what in a schema may not be used: references, names that touch the prototype, endless depth. */
function faultOf(schema: unknown, depth: number): string | undefined {
  if (depth > deepest) return `that nests deeper than ${deepest}.`
  if (Array.isArray(schema)) return firstOf(schema, (item) => faultOf(item, depth + 1))
  if (!isObject(schema)) return undefined
  if (Object.hasOwn(schema, '$ref') || Object.hasOwn(schema, '$dynamicRef')) return 'with a reference to another schema.'
  const bad = Object.keys(schema).find((key) => key === '__proto__' || key === 'constructor' || key === 'prototype')
  if (bad !== undefined) return `with the name "${bad}", which is not allowed.`
  return firstOf(Object.values(schema), (value) => faultOf(value, depth + 1))
}

function firstOf<T>(items: readonly T[], look: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = look(item)
    if (found !== undefined) return found
  }
  return undefined
}

function checkArguments(tool: Tool, refuse: Refuse): void {
  for (const [argument, kind] of Object.entries(tool.control)) {
    if (!hasArgument(tool, argument)) refuse(`controls the argument "${argument}", which its input does not describe.`, 'Name an argument of input.')
    if (!kinds.includes(kind)) refuse(`gives its argument "${argument}" the kind ${JSON.stringify(kind)}.`, `The kinds are ${kinds.join(', ')}.`)
  }
  for (const [mark, paths] of [['untrusted', tool.untrusted], ['private', tool.private ?? []]] as const) {
    const lost = paths === true ? undefined : paths.find((path) => !leadsSomewhere(tool.output, path.split('.')))
    if (lost !== undefined) refuse(`calls "${lost}" ${mark}, which its output does not describe.`, 'Write a path into the output, such as "content" or "links.*.text".')
  }
}

/** A group works only when each of its arguments may be left out, and is bounded and asked about like any control argument. */
function checkGroups(tool: Tool, refuse: Refuse): void {
  const seen = new Set<string>()
  for (const group of tool.oneOf) {
    if (!Array.isArray(group) || group.length < 2) refuse('has a group in oneOf with fewer than two arguments.', "Write oneOf: [['path', 'account']].")
    for (const argument of group) {
      if (!Object.hasOwn(tool.control, argument)) refuse(`names "${argument}" in oneOf, which is no control argument.`, 'Name arguments of control.')
      if (seen.has(argument)) refuse(`names "${argument}" twice in oneOf.`, 'Each argument is in one group, once.')
      if (tool.input.required?.includes(argument) === true || tool.input.properties?.[argument]?.default !== undefined) {
        refuse(`names "${argument}" in oneOf, but it is required or has a default.`, 'Exactly one argument of a group is given, so each may be left out.')
      }
      seen.add(argument)
    }
  }
  const lost = tool.network === true ? undefined : tool.network.find((argument) => !Object.hasOwn(tool.control, argument))
  if (lost !== undefined) refuse(`reaches over the network by "${lost}", which is no control argument.`, 'Name arguments of control, or write network: true.')
}

function leadsSomewhere(schema: JsonSchema, path: readonly string[]): boolean {
  const [first, ...rest] = path
  if (first === undefined) return true
  if (first === '*' && isObject(schema.items)) return leadsSomewhere(schema.items, rest)
  if (schema.properties === undefined) return schema.items === undefined && schema.type !== 'string'
  if (first === '*') return Object.values(schema.properties).some((inner) => leadsSomewhere(inner, rest))
  const inner = Object.hasOwn(schema.properties, first) ? schema.properties[first] : undefined
  return inner !== undefined && leadsSomewhere(inner, rest)
}

function checkErrors(tool: Tool, refuse: Refuse): void {
  for (const [code, meaning] of Object.entries(tool.errors)) {
    if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(code)) refuse(`declares the error "${code}".`, 'Write error codes in lower case with dashes, such as "not-found".')
    if (Object.hasOwn(engineFailures, code)) refuse(`declares the error "${code}", which the engine itself gives.`, 'Choose another code.')
    if (typeof meaning !== 'string' || meaning === '') refuse(`does not say what its error "${code}" means.`, 'Write a sentence.')
  }
}

function checkEvidence(tool: Tool, refuse: Refuse): void {
  const { evidence } = tool
  if (evidence === undefined) return
  if (tool.class !== 'read') refuse('offers an evidence function but is not a read.', 'Evidence may only look. Move it to a tool of class "read".')
  if (!/^[a-z][a-z0-9_]*$/.test(evidence.name)) refuse(`names its evidence function "${evidence.name}".`, 'Write it like "file_exists".')
  const lost = evidence.args.find((argument) => !hasArgument(tool, argument))
  if (lost !== undefined) refuse(`hands its evidence function to the argument "${lost}", which its input does not describe.`, 'Name arguments of input.')
  if (!Object.hasOwn(tool.output.properties ?? {}, evidence.value)) {
    refuse(`takes its evidence from "${evidence.value}", which its output does not describe.`, 'Name a property of output.')
  }
}

function checkChange(tool: Tool, written: object, refuse: Refuse): void {
  if (!('perform' in written) || typeof written.perform !== 'function') refuse('has no perform.', 'Write the function that does the deed.')
  for (const key of ['prepare', 'check', 'undo', 'describe'] as const) {
    const value = (written as Record<string, unknown>)[key]
    if (value !== undefined && typeof value !== 'function') refuse(`has a ${key} that is no function.`, `Write ${key} as a function or leave it out.`)
  }
  if (tool.class === 'read' && tool.undo !== undefined) refuse('is a read but has an undo.', 'A read changes nothing: leave undo out, or choose another class.')
  if (tool.class === 'sensitive' && tool.rehearse === 'overlay') {
    refuse(
      'is sensitive but wants to be performed in a rehearsal.',
      'An overlay remembers files and memory only, and what is sensitive reaches further. Give a function that predicts the answer, or leave rehearse out.',
    )
  }
  if (tool.rehearse !== undefined && tool.rehearse !== 'overlay' && typeof tool.rehearse !== 'function') {
    refuse('has a rehearse that is neither "overlay" nor a function.', 'Write one of them or leave it out.')
  }
}

function checkPlace(tool: Tool, refuse: Refuse): void {
  if (!Number.isFinite(tool.timeout) || tool.timeout <= 0 || tool.timeout > 86_400_000) {
    refuse(`has the timeout ${String(tool.timeout)}.`, 'Write milliseconds between 1 and 86 400 000 (a day).')
  }
  if (tool.hosts.length === 0 || tool.hosts.some((host) => host !== 'node' && host !== 'browser')) {
    refuse('runs on no known host.', "Write hosts: ['node'], ['browser'] or both.")
  }
}

function hasArgument(tool: Tool, argument: string): boolean {
  return Object.hasOwn(tool.input.properties ?? {}, argument)
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
