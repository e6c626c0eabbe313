/* What the parts of a step cost alone. */
import { checkDocument } from '../../../engine/check/check-document.ts'
import { compileExpression } from '../../../engine/expression/compile-expression.ts'
import { parseDocument } from '../../../engine/document/parse-document.ts'
import { decide, type GateFacts } from '../../../engine/gate/decide.ts'
import { makeCeiling } from '../../../engine/gate/ceiling.ts'
import { noPolicy } from '../../../engine/gate/policy.ts'
import type { Deed } from '../../../engine/terms/effect.ts'
import type { Scope } from '../../../engine/terms/expression.ts'
import { noLabels } from '../../../engine/terms/label.ts'
import { someTool } from '../../helpers/test-world.ts'
import { checkWorld, makeSkillText } from '../make-skill-text.ts'
import { interleave, workTime, type Side } from '../measure.ts'
import { addFigure, type Section } from '../report.ts'

export async function measureParts(section: Section): Promise<void> {
  const document = parseDocument(makeSkillText(1))
  const found = await interleave({
    gate: repeated(20_000, gateOnce()),
    path: repeated(20_000, pathGateOnce()),
    expression: repeated(20_000, expressionOnce('a.n < 2000 && b.n + 1 > a.n')),
    list: repeated(500, expressionOnce('files.filter(f, f.size > 10 && f.path.endsWith(".jpg")).map(f, f.path).size()')),
    check: repeated(30, () => checkDocument(document, checkWorld)),
  })
  addFigure(section, 'the gate, a deed without bounds', 'µs', found.gate)
  addFigure(section, 'the gate, a deed with two bounded paths', 'µs', found.path)
  addFigure(section, 'an expression: two comparisons and a sum', 'µs', found.expression)
  addFigure(section, 'an expression: filter and map over 100 files', 'µs', found.list)
  addFigure(section, 'checking one parsed file of 50 states', 'µs', found.check)
}

function repeated(times: number, work: () => unknown): Side {
  return () => {
    const started = workTime()
    for (let count = 0; count < times; count++) work()
    return (workTime() - started) / times
  }
}

function gateOnce(): () => unknown {
  const tool = someTool('count.next', () => null, { class: 'reversible' })
  const deed: Deed = { tool: tool.name, input: { q: 1 }, origins: { q: noLabels }, because: noLabels }
  const facts = factsFor(tool, {})
  return () => decide(deed, facts)
}

function pathGateOnce(): () => unknown {
  const tool = someTool('file.move', () => null, { class: 'reversible', control: { from: 'path', to: 'path' } })
  const input = { from: '/home/person/Downloads/picture 1.jpg', to: '/home/person/Pictures/picture 1.jpg' }
  const deed: Deed = { tool: tool.name, input, origins: { from: noLabels, to: noLabels }, because: noLabels }
  const facts = factsFor(tool, { from: ['/home/person/Downloads'], to: ['/home/person/Pictures'] })
  return () => decide(deed, facts)
}

function factsFor(tool: GateFacts['tool'], bounds: { readonly [argument: string]: readonly string[] }): GateFacts {
  const ceilings = [makeCeiling('sample', [{ kind: 'tool', name: tool.name, bounds }])]
  const skill = { name: 'sample', hash: '' }
  return { tool, alwaysAsk: undefined, ceilings, contract: undefined, policy: noPolicy, skill, accepted: true, grants: [], approved: () => false, hash: () => '', now: 0 }
}

function expressionOnce(text: string): () => unknown {
  const files = Array.from({ length: 100 }, (_, index) => ({ path: `/home/person/${index}.${index % 2 === 0 ? 'jpg' : 'txt'}`, size: index }))
  const values: { readonly [name: string]: unknown } = { a: { n: 1000 }, b: { n: 1001 }, files }
  const compiled = compileExpression<Scope>(text, (name) => ({ value: () => values[name], labels: () => noLabels }))
  if (!('evaluate' in compiled)) throw new Error(`"${text}" does not compile.`)
  return () => compiled.evaluate({ now: 0 })
}
