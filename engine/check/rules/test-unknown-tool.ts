import type { DocumentNode } from '../../terms/document.ts'
import type { Range } from '../../terms/position.ts'
import type { SkillTest } from '../../terms/skill.ts'
import { callsOf, runsOf } from '../calls-of.ts'
import { shown } from '../reader.ts'
import { renameFix, type Scene } from '../scene.ts'

export function testUnknownTool(scene: Scene): void {
  if (scene.skill.tests.length === 0) return
  const calls = callsOf(scene).map(({ name }) => name)
  const evidence = evidenceReads(scene)
  const tools = new Set([...calls, ...evidence.map(({ tool }) => tool)])
  const reads = new Set(evidence.map(({ read }) => read))
  const skills = new Set([...runsOf(scene).map(({ name }) => name), ...(scene.skill.uses ?? []).filter((use) => use.kind === 'skill').map((use) => use.name)])
  const states = new Set(scene.states.map(({ state }) => state.name))
  const tell = (name: string, range: Range, names: Iterable<string>, words: string): void => {
    const near = scene.near(name, [...names])
    scene.report('test-unknown-tool', range, `The skill has no ${words} "${shown(name)}".`, { help: near === undefined ? undefined : `Did you mean "${near}"?`, fix: renameFix(range, near) })
  }
  for (const test of scene.skill.tests) {
    for (const name of Object.keys(test.answers)) {
      if (tools.has(name) || skills.has(name) || states.has(name) || reads.has(name)) continue
      tell(name, scene.places.keyRange(test.answers, name, test.range), [...tools, ...skills, ...states, ...reads], 'tool, skill or state')
    }
    for (const name of Object.keys(test.person)) if (!states.has(name)) tell(name, scene.places.keyRange(test.person, name, test.range), states, 'state')
    for (const { name, range } of textsUnder(scene, test, 'deny')) if (!tools.has(name)) tell(name, range, tools, 'tool')
    for (const { name, range } of textsUnder(scene, test.expect, 'states')) if (!states.has(name)) tell(name, range, states, 'state')
    for (const { name, range } of callsIn(scene, test)) if (!tools.has(name)) tell(name, range, tools, 'tool')
  }
}

/** Evidence calls tools by names of their own, and a test answers by those. */
function evidenceReads(scene: Scene): { readonly tool: string; readonly read: string }[] {
  const texts = scene.cels.filter(({ role }) => role === 'evidence').map(({ cel }) => cel.text)
  if (texts.length === 0) return []
  return scene.world.toolNames().flatMap((tool) => {
    const read = scene.world.tools(tool)?.evidence?.name
    return read !== undefined && texts.some((text) => text.includes(`${read}(`)) ? [{ tool, read }] : []
  })
}

function textsUnder(scene: Scene, part: object, key: string): { readonly name: string; readonly range: Range }[] {
  const node = scene.places.entry(part, key)?.value
  const items: readonly DocumentNode[] = node === undefined ? [] : node.kind === 'list' ? node.items : [node]
  return items.flatMap((item) => (item.kind === 'scalar' && typeof item.value === 'string' ? [{ name: item.value, range: item.range }] : []))
}

function callsIn(scene: Scene, test: SkillTest): { readonly name: string; readonly range: Range }[] {
  return (test.expect.calls ?? []).map((call) => {
    const node = scene.places.node(call)
    return { name: call.tool, range: scene.places.keyRange(call, call.tool, node?.range ?? test.range) }
  })
}
