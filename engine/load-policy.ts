import { parseDocument } from './document/parse-document.ts'
import { nearestName } from './expression/nearest-name.ts'
import { parseDuration } from './expression/parse-duration.ts'
import { parseTime } from './expression/parse-time.ts'
import { noPolicy, type Policy, type PolicyRule } from './gate/policy.ts'
import { quote, visible } from './gate/quote.ts'
import type { Bounds } from './terms/contract.ts'
import type { Diagnostic } from './terms/diagnostic.ts'
import type { DocumentNode, MapEntry, MapNode } from './terms/document.ts'
import type { Range } from './terms/position.ts'
import type { Tool } from './terms/tool.ts'

const fileKeys = ['chela', 'expires', 'private_hosts', 'rules']
const answers = ['allow', 'ask', 'deny'] as const
const ruleKeys = [...answers, 'skill', 'with', 'because', 'until']
const toolPattern = /^(?:\*|[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*\.(?:[A-Za-z][\w-]*|\*))$/
const skillPattern = /^(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*|[0-9a-f]{64})$/
const shortest = 5_000
const longest = 3_600_000

/** Denies everything: what holds while the policy file can not be read. */
const shut: PolicyRule = { answer: 'deny', tool: '*', skill: undefined, with: {}, because: 'the policy file has faults, so nothing is allowed until it is mended.', until: undefined }

type Report = (code: string, range: Range, message: string, help?: string, severity?: Diagnostic['severity']) => undefined

/**
 * Gives the policy of a YAML text and what is wrong in it. Total: any text gives both.
 *
 * One error is enough for a policy that denies every deed, since nobody can tell what the faulty rule was to forbid.
 * With `tools`, names of tools and arguments that are not known here are warnings. Paths stay as written: see
 * `canonicalPolicy`.
 */
export function loadPolicy(text: string, tools?: ReadonlyMap<string, Tool>): { readonly policy: Policy; readonly diagnostics: readonly Diagnostic[] } {
  const document = parseDocument(text)
  const diagnostics: Diagnostic[] = [...document.diagnostics]
  const report: Report = (code, range, message, help, severity = 'error') => {
    diagnostics.push({ code, severity, range, message, ...(help === undefined ? {} : { help }) })
    return undefined
  }
  const policy = readPolicy(document.root, text.length, report)
  if (tools !== undefined) for (const { rule, node } of policy.rules) warnOfUnknown(rule, node, tools, report)
  diagnostics.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
  if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return { policy: { ...noPolicy, rules: [shut] }, diagnostics }
  return { policy: { ...policy, rules: policy.rules.map(({ rule }) => rule) }, diagnostics }
}

interface RuleAt {
  readonly rule: PolicyRule
  readonly node: MapNode
}

function readPolicy(root: DocumentNode | undefined, length: number, report: Report): Omit<Policy, 'rules'> & { readonly rules: readonly RuleAt[] } {
  const nothing = { ...noPolicy, rules: [] }
  if (root?.kind !== 'map') {
    report('policy-shape', root?.range ?? { start: 0, end: length }, 'A policy file is a mapping that begins with "chela: 1".')
    return nothing
  }
  const fields = readKeys(root, fileKeys, 'a policy file', report)
  const version = fields.get('chela')
  if (version === undefined) report('policy-version', root.range, 'The policy file does not say "chela: 1".')
  else if (version.value.kind !== 'scalar' || version.value.value !== 1) report('policy-version', version.value.range, 'The version of the policy file must be 1.')
  const hosts = fields.get('private_hosts')
  return { expires: readExpires(fields.get('expires'), report), ...(hosts !== undefined && { privateHosts: readPlaces(hosts, report) }), rules: readRules(fields.get('rules'), report) }
}

function readRules(entry: MapEntry | undefined, report: Report): readonly RuleAt[] {
  if (entry === undefined) return []
  if (entry.value.kind !== 'list') {
    report('policy-shape', entry.value.range, '"rules" must be a list.')
    return []
  }
  return entry.value.items.flatMap((node) => {
    const rule = node.kind === 'map' ? readRule(node, report) : report('policy-shape', node.range, 'A rule is a mapping such as "deny: file.trash".')
    return rule === undefined || node.kind !== 'map' ? [] : [{ rule, node }]
  })
}

function readRule(node: MapNode, report: Report): PolicyRule | undefined {
  const fields = readKeys(node, ruleKeys, 'a rule', report)
  const stated = answers.filter((answer) => fields.has(answer))
  const [answer] = stated
  if (answer === undefined || stated.length > 1) return report('policy-answer', node.range, 'A rule says exactly one of "allow", "ask" and "deny", with the tool it is about.')
  const tool = readText(fields.get(answer), report)
  if (tool !== undefined && !toolPattern.test(tool)) {
    report('policy-tool', (fields.get(answer) as MapEntry).value.range, `${quote(tool)} is not the name of a tool.`, 'Write a tool such as file.move, all of an area such as file.*, or "*" for every tool.')
  }
  const skill = readText(fields.get('skill'), report)
  if (skill !== undefined && !skillPattern.test(skill)) {
    report('policy-skill', (fields.get('skill') as MapEntry).value.range, `${quote(skill)} is neither the name of a skill nor the SHA-256 of one.`)
  }
  return { answer, tool: tool ?? '*', skill, with: readBounds(fields.get('with'), report), because: readText(fields.get('because'), report), until: readUntil(fields.get('until'), report) }
}

function readBounds(entry: MapEntry | undefined, report: Report): Bounds {
  if (entry === undefined) return {}
  if (entry.value.kind !== 'map') {
    report('policy-shape', entry.value.range, '"with" must be a mapping of arguments to what they may be.')
    return {}
  }
  return Object.fromEntries(entry.value.entries.map((bound) => [bound.key, readPlaces(bound, report)]))
}

function readPlaces(bound: MapEntry, report: Report): readonly string[] {
  const nodes = bound.value.kind === 'list' ? bound.value.items : [bound.value]
  if (nodes.length === 0) report('policy-shape', bound.value.range, `The list of ${quote(bound.key)} is empty, so it speaks of nothing.`)
  return nodes.flatMap((node) => textOf(node, bound.key, report) ?? [])
}

function readText(entry: MapEntry | undefined, report: Report): string | undefined {
  return entry === undefined ? undefined : textOf(entry.value, entry.key, report)
}

function textOf(node: DocumentNode, what: string, report: Report): string | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'string' && node.value !== '') return node.value
  const help = node.kind === 'scalar' && node.value !== null && node.value !== '' ? `Put it in quotes: "${visible(String(node.value))}".` : undefined
  return report('policy-text', node.range, `${quote(what)} must be a text.`, help)
}

function readExpires(entry: MapEntry | undefined, report: Report): number {
  if (entry === undefined) return noPolicy.expires
  const text = readText(entry, report)
  const time = text === undefined ? undefined : parseDuration(text)
  if (time !== undefined && time >= shortest && time <= longest) return time
  if (text !== undefined) report('policy-expires', entry.value.range, `${quote(text)} is not a duration from 5s to 1h.`)
  return noPolicy.expires
}

function readUntil(entry: MapEntry | undefined, report: Report): number | undefined {
  const text = readText(entry, report)
  if (entry === undefined || text === undefined) return undefined
  return parseTime(text) ?? report('policy-until', entry.value.range, `${quote(text)} is not a time.`, 'Write a time as 2026-06-01T08:30:00Z.')
}

function readKeys(node: MapNode, known: readonly string[], what: string, report: Report): ReadonlyMap<string, MapEntry> {
  const fields = new Map<string, MapEntry>()
  for (const entry of node.entries) {
    if (known.includes(entry.key)) {
      if (!fields.has(entry.key)) fields.set(entry.key, entry)
      continue
    }
    const near = nearestName(entry.key, known)
    report('policy-key', entry.keyRange, `${quote(entry.key)} is not a key of ${what}.`, near === undefined ? `Keys here: ${known.join(', ')}.` : `Did you mean "${near}"?`)
  }
  return fields
}

function warnOfUnknown(rule: PolicyRule, node: MapNode, tools: ReadonlyMap<string, Tool>, report: Report): void {
  const found = [...tools.values()].filter((tool) => rule.tool === '*' || tool.name === rule.tool || (rule.tool.endsWith('.*') && tool.name.startsWith(rule.tool.slice(0, -1))))
  const entryOf = (key: string): MapEntry => node.entries.find((entry) => entry.key === key) as MapEntry
  if (found.length === 0) {
    const near = nearestName(rule.tool, tools.keys())
    report('policy-unknown-tool', entryOf(rule.answer).value.range, `No tool here is called ${quote(rule.tool)}.`, near && `Did you mean "${near}"?`, 'warning')
    return
  }
  const places = entryOf('with')?.value
  if (places?.kind !== 'map') return
  for (const place of places.entries) {
    if (place.key === '*' || found.some((tool) => Object.hasOwn(tool.control, place.key) || Object.hasOwn(tool.input.properties ?? {}, place.key))) continue
    report('policy-unknown-argument', place.keyRange, `${visible(rule.tool)} has no argument ${quote(place.key)}.`, `Control arguments: ${[...new Set(found.flatMap((tool) => Object.keys(tool.control)))].join(', ') || 'none'}.`, 'warning')
  }
}
