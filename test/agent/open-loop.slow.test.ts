import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openLoop, type OpenLoopOptions } from '../../engine/agent/open-loop.ts'
import { computeReport } from '../../engine/check/report.ts'
import { writeYaml } from '../../engine/document/write-yaml.ts'
import type { Contract, DeedClause } from '../../engine/terms/contract.ts'
import type { Tool } from '../../engine/terms/tool.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import { readText, toolbox } from '../skills/shipped-skill.ts'

const contractOf = (allowed: readonly DeedClause[], required: Contract['required'] = []): Contract => ({ words: 'Do ${it}: "now".', allowed, required, limits: [], until: undefined })
const loop = (more: Partial<OpenLoopOptions> = {}): string => openLoop({ name: 'work', words: 'Do ${it}: "now".', contract: contractOf([]), tools: builtinTools, write: (value, indent, style) => writeYaml(value, indent, style), ...more })
const errors = (text: string): string => readText(text, 'work.yaml').findings.split('\n\n').filter((one) => / error /.test(one)).join('\n\n')

const place = fc.oneof(fc.constantFrom('/d', '*.example.org', 'me@example.org', "it's ${ odd } \"x\"\n", '', '#', '- a: {'), fc.string({ maxLength: 12 }))
const clause = fc.record({
  words: fc.string({ maxLength: 20 }),
  tool: fc.constantFrom('*', 'file.*', 'mail.*', 'no.such', ...builtinTools.map(({ name }) => name)),
  with: fc.dictionary(fc.constantFrom('*', 'path', 'folder', 'from', 'to', 'url', 'account', 'uid', 'content'), fc.array(place, { minLength: 1, maxLength: 3 }), { maxKeys: 3 }),
})

describe('a machine for open work', () => {
  test('has no error for any contract over any set of tools', () => {
    fc.assert(
      fc.property(fc.array(clause, { maxLength: 4 }), fc.subarray([...builtinTools], { maxLength: 14 }), fc.string({ maxLength: 40 }), (allowed, tools, words) => {
        const required = allowed.slice(0, 1).map((one) => ({ ...one, times: 2 }))
        expect(errors(loop({ contract: contractOf(allowed, required), tools, words }))).toBe('')
      }),
      { numRuns: 40 },
    )
  })

  test('has no error where everything is allowed with every tool', () => {
    expect(errors(loop({ contract: contractOf([{ words: 'anything', tool: '*', with: {} }]) }))).toBe('')
  })

  test('may do no more than its contract', () => {
    fc.assert(
      fc.property(fc.array(clause, { maxLength: 4 }), (allowed) => {
        const contract = contractOf(allowed)
        const { skill } = readText(loop({ contract, tools: builtinTools.filter(({ name }) => /^(?:file|mail|http)\./.test(name)) }), 'work.yaml')
        if (skill === undefined) throw new Error('faults')
        for (const { tool: name, bounds } of boundsIn(skill.uses ?? [])) expectWithin(toolbox.tool(name) as Tool, bounds, contract)
        const { lines, unknown } = computeReport(skill, { tool: (tool) => toolbox.tool(tool) }, 'x')
        expect(unknown).toEqual([])
        for (const { tool } of lines) expect(allowed.some((one) => fits(one.tool, tool))).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  test('lets the model type no path, host, address or id', () => {
    const { skill } = readText(loop({ contract: contractOf([{ words: 'anything', tool: '*', with: {} }]), tools: builtinTools.slice(0, 60) }), 'work.yaml')
    const decide = skill?.states.find(({ name }) => name === 'decide')
    const answers = decide?.activity.kind === 'think' ? (decide.activity.answer.properties ?? {}) : {}
    for (const { name, control } of builtinTools.slice(0, 60)) {
      const asked = answers[name.replace('.', '_')]?.properties ?? {}
      for (const argument of Object.keys(control)) expect((asked[argument]?.items ?? asked[argument])?.properties?.['of']?.enum ?? ['left out']).not.toEqual([])
      for (const argument of Object.keys(control)) if (asked[argument] !== undefined) expect((asked[argument]?.items ?? asked[argument])?.type).toBe('object')
    }
  })
})

function fits(clause: string, tool: string): boolean {
  return clause === '*' || clause === tool || (clause.endsWith('.*') && tool.startsWith(clause.slice(0, -1)))
}

function boundsIn(uses: readonly { readonly name: string; readonly bounds: { readonly [argument: string]: readonly unknown[] } }[]) {
  return uses.map(({ name, bounds }) => ({ tool: name, bounds }))
}

/** Each control argument has a bound, unless a clause allows the tool without one for it; and no place that none of them names. */
function expectWithin(tool: Tool, bounds: { readonly [argument: string]: readonly unknown[] }, { allowed }: Contract): void {
  const clauses = allowed.filter((one) => fits(one.tool, tool.name))
  for (const argument of Object.keys(tool.control)) {
    const places = clauses.map(({ with: given }) => given[argument] ?? given['*'])
    if (places.some((one) => one === undefined)) continue
    expect(bounds[argument]).toHaveLength(new Set(places.flat()).size)
  }
}
