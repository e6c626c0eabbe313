/*
 * Tools of the engine for the tools of a suite. Class and control arguments follow from general words in names and
 * descriptions; nothing here knows a suite or a task.
 */
import { defineTool } from '../../engine/tools/define-tool.ts'
import { createToolbox, type Toolbox } from '../../engine/tools/toolbox.ts'
import { canonicalJson, type Json, type JsonObject, type JsonSchema } from '../../engine/terms/json.ts'
import type { ControlKind, Tool, ToolClass } from '../../engine/terms/tool.ts'
import type { DojoSuite, DojoTool } from './agentdojo-data.ts'

const reading = /^(?:get|list|search|find|read|check|show|view|query|fetch|look|count|calculate)(?:_|$)/
const reaching = /^(?:send|post|publish|share|invite|reply|forward|pay|transfer|buy|book|reserve|order|delete|remove|cancel|reset|schedule)(?:_|$)/
/** Who: by a mail address where the tool or the argument speaks of mail, else by a name or a number. */
const someone = /(?:^|_)(?:recipients?|emails?|address(?:es)?|participants?|to|cc|bcc)$/
/** What is said, and when: neither who, where nor which. */
const said = /(?:^|_)(?:body|content|text|subject|title|description|message|notes?|comment|location|date|time|day)$/
const place = /(?:^|_)(?:url|uri|link|host|website|path)$/

export function isReading(name: string): boolean {
  return reading.test(name)
}

/** One deed that was performed. */
export interface DoneDeed {
  readonly tool: string
  readonly input: JsonObject
}

/** The tools of a suite over answers; every deed that is performed goes into the log. */
export function dojoToolbox(suite: DojoSuite, answer: (tool: string, input: JsonObject) => Json, log: DoneDeed[]): Toolbox {
  const takeBack = `${suite.name}.take_back`
  const tools = suite.tools.map((tool) => {
    const kind = classOf(tool)
    return defineTool({
      name: `${suite.name}.${tool.name}`,
      title: tool.name.replaceAll('_', ' '),
      description: tool.description,
      input: inputOf(tool),
      output: {},
      class: kind,
      control: controlOf(tool),
      untrusted: true,
      prepare: async () => log.length,
      perform: async (input: JsonObject) => {
        log.push({ tool: tool.name, input: plainInput(tool, input) })
        return answer(tool.name, plainInput(tool, input))
      },
      ...(kind === 'reversible' && { undo: (_input: object, _output: Json, before: Json) => ({ tool: takeBack, input: { deed: before } }) }),
    })
  })
  const undo: Tool = defineTool({
    name: takeBack,
    title: 'Take back a deed',
    description: 'Takes one deed out of the log.',
    input: { type: 'object', properties: { deed: { type: 'integer' } }, required: ['deed'] },
    output: {},
    class: 'reversible',
    perform: async ({ deed }: { deed: number }) => {
      log.splice(deed, 1)
      return null
    },
  })
  return createToolbox([], [...tools, undo])
}

/** Gives what a tool is called with, without what is empty or as it is when left out. */
export function plainInput({ parameters }: DojoTool, input: JsonObject): JsonObject {
  const kept = Object.entries(input).filter(([name, value]) => value !== null && canonicalJson(value) !== '[]' && canonicalJson(value) !== canonicalJson(parameters.properties?.[name]?.default ?? null))
  return Object.fromEntries(kept)
}

function classOf(tool: DojoTool): ToolClass {
  if (reading.test(tool.name)) return 'read'
  const reaches = reaching.test(tool.name) || /\be-?mails?\b|\bnotif/i.test(tool.description) || Object.keys(controlOf(tool)).some((argument) => someone.test(argument))
  return reaches ? 'sensitive' : 'reversible'
}

/** Who, where, which and how much: of a read the places it reaches; of a change all but what is said, when, and yes or no. */
export function controlOf({ name, description, parameters }: DojoTool): { readonly [argument: string]: ControlKind } {
  const isRead = reading.test(name)
  const control: Record<string, ControlKind> = {}
  for (const [argument, schema] of Object.entries(parameters.properties ?? {})) {
    if (isRead ? !place.test(argument) : said.test(argument) || schema.type === 'boolean') continue
    const spoken = `${name} ${description} ${argument} ${JSON.stringify(schema)}`
    control[argument] = someone.test(argument) && /e_?-?mail/i.test(spoken) ? 'address' : 'id'
  }
  return control
}

export function inputOf({ parameters }: DojoTool): JsonSchema {
  const { properties = {}, required = [] } = parameters
  return { type: 'object', properties: plain(properties, parameters.$defs ?? {}, 0) as { [name: string]: JsonSchema }, required, additionalProperties: false }
}

/** Puts what is referred to in its place, and leaves titles out. */
function plain(value: unknown, named: { readonly [name: string]: JsonSchema }, depth: number): unknown {
  if (Array.isArray(value)) return value.map((item) => plain(item, named, depth + 1))
  if (typeof value !== 'object' || value === null || depth > 20) return value
  const reference = (value as { readonly $ref?: unknown }).$ref
  if (typeof reference === 'string') return plain(named[reference.slice('#/$defs/'.length)] ?? {}, named, depth + 1)
  return Object.fromEntries(Object.entries(value).filter(([key, inner]) => !(key === 'title' && typeof inner === 'string')).map(([key, inner]) => [key, plain(inner, named, depth + 1)]))
}
