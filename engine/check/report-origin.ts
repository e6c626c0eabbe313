/*
 * Where the value of an argument comes from, as far as the file alone tells. Owns: following a value back through inputs, variables,
 * elements and the answers of tools. Always true: what it can not follow is `anywhere`, never a guess (O1); it ends after
 * `maxSteps` steps back, whatever the file says (O2).
 */
import { parseExpression } from '../expression/parse-expression.ts'
import type { ExpressionNode } from '../expression/syntax.ts'
import type { Flow, FlowState } from '../flow/flow.ts'
import type { JsonSchema } from '../terms/json.ts'
import type { Skill, Template, Templates } from '../terms/skill.ts'
import type { Tool } from '../terms/tool.ts'
import { anywhere, exactly, insideOf, type Place } from './report-place.ts'
import { placesOfText, sourcePath, type Chain } from './report-text.ts'

/** What a value is followed through: one skill, and what its inputs are. */
export interface OriginScope {
  readonly skill: Skill
  readonly flow: Flow
  readonly tool: (name: string) => Tool | undefined
  /** The places of each input of a sub-skill; `undefined` for the skill the person starts. */
  readonly inputs: ReadonlyMap<string, readonly Place[]> | undefined
}

const maxSteps = 64
const maxPlaces = 24

/** Gives the places that a template in the state of `key` may name; each once. */
export function originsOf(template: Template, key: string | undefined, scope: OriginScope): readonly Place[] {
  return distinct(new Follower(scope).ofTemplate(template, key))
}

/** Gives what a call says of an argument; a null says nothing of it. */
export function givenTemplate(given: Templates, argument: string): Template | undefined {
  const template = Object.hasOwn(given, argument) ? given[argument] : undefined
  return template?.kind === 'literal' && template.value === null ? undefined : template
}

function distinct(places: readonly Place[]): readonly Place[] {
  const known = new Map(places.map((place) => [JSON.stringify(place), place]))
  return known.size > maxPlaces ? [anywhere] : [...known.values()]
}

class Follower {
  private readonly scope: OriginScope
  private steps = 0

  constructor(scope: OriginScope) {
    this.scope = scope
  }

  ofTemplate(template: Template, key: string | undefined): readonly Place[] {
    // Keeps O2.
    if (++this.steps > maxSteps) return [anywhere]
    switch (template.kind) {
      case 'literal':
        return (Array.isArray(template.value) ? template.value : [template.value]).flatMap((one) => (one === null ? [] : [typeof one === 'string' ? exactly(one) : anywhere]))
      case 'expression':
        return this.ofText(template.cel.text, key)
      case 'text':
        return distinct(placesOfText(template.parts.map((part) => (typeof part === 'string' ? [exactly(part)] : this.ofText(part.text, key)))))
      case 'list':
        return template.items.flatMap((item) => this.ofTemplate(item, key))
      case 'object':
        return [anywhere]
    }
  }

  private ofText(text: string, key: string | undefined): readonly Place[] {
    const parsed = parseExpression(text)
    return 'ast' in parsed ? this.ofNode(parsed.ast, key) : [anywhere]
  }

  private ofNode(node: ExpressionNode, key: string | undefined): readonly Place[] {
    if (++this.steps > maxSteps) return [anywhere]
    if (node.kind === 'literal') return typeof node.value === 'string' ? [exactly(node.value)] : node.value === null ? [] : [anywhere]
    if (node.kind === 'choice') return [...this.ofNode(node.yes, key), ...this.ofNode(node.no, key)]
    if (node.kind === 'default') return [...this.ofNode(node.of, key), ...this.ofNode(node.other, key)]
    if (node.kind === 'list') return node.items.flatMap((item) => this.ofNode(item, key))
    if (node.kind === 'binary' && node.operator === '+') return distinct(placesOfText([this.ofNode(node.left, key), this.ofNode(node.right, key)]))
    const path = sourcePath(node)
    return path === undefined ? [anywhere] : this.ofPath(path, key)
  }

  private ofPath(path: Chain, key: string | undefined): readonly Place[] {
    if (++this.steps > maxSteps) return [anywhere]
    const [head, name, ...rest] = path
    if (head === undefined) return [anywhere]
    const each = this.eachOf(head, key)
    if (each !== undefined) return this.ofElement(each, path.slice(1))
    if (head === 'input') return name === undefined ? [anywhere] : this.ofInput(name, rest)
    if (head === 'vars') return name === undefined || rest.length > 0 ? [anywhere] : this.ofVariable(name)
    const source = head === 'result' && key !== undefined ? key : head
    const state = this.scope.flow.states.get(source)
    return state === undefined ? [anywhere] : this.ofResult(state, path.slice(1))
  }

  /** The innermost `each` around a state that names its element so. */
  private eachOf(name: string, key: string | undefined): FlowState | undefined {
    let at = key === undefined ? undefined : this.scope.flow.states.get(key)
    for (; at !== undefined; at = at.parent === undefined ? undefined : this.scope.flow.states.get(at.parent)) {
      const parent = at.parent === undefined ? undefined : this.scope.flow.states.get(at.parent)
      if (parent?.state.activity.kind === 'each' && parent.state.activity.as === name) return parent
    }
    return undefined
  }

  private ofElement(each: FlowState, rest: Chain): readonly Place[] {
    if (each.state.activity.kind !== 'each') return [anywhere]
    const items = each.state.activity.items
    if (items.kind === 'expression') {
      const parsed = parseExpression(items.cel.text)
      const path = 'ast' in parsed ? sourcePath(parsed.ast) : undefined
      if (path !== undefined) return this.ofPath([...path, '*', ...rest], each.key)
    }
    return rest.length === 0 ? this.ofTemplate(items, each.key) : [anywhere]
  }

  private ofInput(name: string, rest: Chain): readonly Place[] {
    const { inputs, skill } = this.scope
    if (inputs === undefined) {
      if (!Object.hasOwn(skill.inputs, name)) return [anywhere]
      const plain = rest.every((part) => part === '*' || /^[A-Za-z_]\w*$/u.test(part))
      return plain ? [exactly({ input: name, text: ['input', name, ...rest.filter((part) => part !== '*')].join('.') })] : [anywhere]
    }
    return rest.every((part) => part === '*') ? (inputs.get(name) ?? [anywhere]) : [anywhere]
  }

  /** Whatever is ever assigned to it: a variable has no order here. */
  private ofVariable(name: string): readonly Place[] {
    const schema = Object.hasOwn(this.scope.skill.vars, name) ? this.scope.skill.vars[name] : undefined
    if (schema === undefined) return [anywhere]
    const start = schema.default === undefined || schema.default === null ? [] : [typeof schema.default === 'string' ? exactly(schema.default) : anywhere]
    const assigned = assignmentsOf(this.scope.flow).get(name) ?? []
    if (assigned.length > maxPlaces) return [anywhere]
    return [...start, ...assigned.flatMap(({ key, value }) => this.ofTemplate(value, key))]
  }

  private ofResult({ key, state }: FlowState, rest: Chain): readonly Place[] {
    // A failure that is caught may put any value in the place of the result.
    if (state.catch.some((taken) => taken.keep !== undefined)) return [anywhere]
    const activity = state.activity
    if (activity.kind === 'ask') return rest.length === 1 ? [{ kind: 'filled', state: key }] : [anywhere]
    if (activity.kind === 'each' && activity.single && rest[0] === '*') {
      const inner = this.scope.flow.states.get(activity.start)
      return inner === undefined ? [anywhere] : this.ofResult(inner, rest.slice(1))
    }
    if (activity.kind !== 'call') return [anywhere]
    const tool = this.scope.tool(activity.tool)
    if (tool === undefined || schemaAt(tool.output, rest)?.format !== 'path' || isUntrusted(tool, rest)) return [anywhere]
    const paths = Object.keys(tool.control).filter((argument) => tool.control[argument] === 'path')
    if (paths.length === 0) return [anywhere]
    return paths.flatMap((argument) => {
      const given = Object.hasOwn(activity.with, argument) ? activity.with[argument] : undefined
      return given === undefined ? [anywhere] : this.ofTemplate(given, key).map((place) => foundIn(place, tool.name))
    })
  }
}

interface Assignment {
  readonly key: string
  readonly value: Template
}

const assignments = new WeakMap<Flow, ReadonlyMap<string, readonly Assignment[]>>()

/** Gives all that is ever assigned to each variable, found once for a flow. */
function assignmentsOf(flow: Flow): ReadonlyMap<string, readonly Assignment[]> {
  const known = assignments.get(flow)
  if (known !== undefined) return known
  const found = new Map<string, Assignment[]>()
  for (const { key, state } of flow.states.values()) {
    const branches = state.activity.kind === 'choose' ? state.activity.branches : []
    const sets: readonly Templates[] = [state.activity.kind === 'set' ? state.activity.vars : {}, ...[state.entry, state.exit, ...state.on, ...state.after, ...state.always, ...branches, ...state.catch].map((one) => one.set)]
    for (const [name, value] of sets.flatMap((set) => Object.entries(set))) {
      const list = found.get(name)
      if (list === undefined) found.set(name, [{ key, value }])
      else list.push({ key, value })
    }
  }
  assignments.set(flow, found)
  return found
}

function foundIn(place: Place, tool: string): Place {
  return place.kind === 'made' ? { ...place, exact: false, found: tool } : insideOf(place)
}

function schemaAt(schema: JsonSchema, path: Chain): JsonSchema | undefined {
  let at: JsonSchema | undefined = schema
  for (const part of path) {
    if (part === '*') at = at?.items ?? (typeof at?.additionalProperties === 'object' ? at.additionalProperties : undefined)
    else at = at?.properties !== undefined && Object.hasOwn(at.properties, part) ? at.properties[part] : undefined
  }
  return at
}

function isUntrusted(tool: Tool, path: Chain): boolean {
  if (tool.untrusted === true) return true
  const text = path.join('.')
  return tool.untrusted.some((prefix) => text === prefix || text.startsWith(`${prefix}.`) || prefix.startsWith(`${text}.`))
}
