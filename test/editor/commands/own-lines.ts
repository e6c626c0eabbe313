import { viewSkill, type SkillView } from '../../../editor/rules/skill-view.ts'
import { nodeAt } from '../../../editor/rules/way-place.ts'
import { isSingle, outerOf, pathOf } from '../../../editor/rules/state-path.ts'
import { applyEdits, canonicalJson, entryLines, plainValue, type Path, type Range, type TextEdit } from '../../../engine/index.ts'

/** Gives the edits that take edits back: they are meant against the text after them. */
export function inverseEdits(text: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  let shift = 0
  return [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end).map(({ range, text: put }) => {
    const start = range.start + shift
    shift += put.length - (range.end - range.start)
    return { range: { start, end: start + put.length }, text: text.slice(range.start, range.end) }
  })
}

/**
 * Gives what edits did to lines that are not their own, in words; empty when all is well. Their own are the lines of states,
 * tests and keys of the skill whose value they change, of the states in `moves`, and blank lines.
 */
export function foreignLines(view: SkillView, edits: readonly TextEdit[], moves: readonly string[] = []): readonly string[] {
  const after = viewSkill(applyEdits(view.text, edits), view.knowledge)
  const parts = partsOf(view)
  const now = new Map(partsOf(after).map((part) => [part.name, part]))
  const own: Range[] = []
  const wrong: string[] = []
  for (const key of moves) {
    const state = view.flow.states.get(key)
    const lines = state === undefined ? undefined : entryLines(view.text, pathOf(view, state))
    if (lines !== undefined) own.push(lines.range)
  }
  for (const part of parts) {
    const other = now.get(part.name)
    if (other === undefined || other.value !== part.value || other.holder !== part.holder) own.push(part.range)
    else if (other.yaml !== part.yaml) wrong.push(`${part.name} was rewritten`)
  }
  for (const { range } of edits) {
    const start = view.text.lastIndexOf('\n', range.start - 1) + 1
    const lineEnd = view.text.indexOf('\n', Math.max(range.start, range.end - 1))
    const end = range.start === range.end && (range.start === start || /^\r?$/.test(view.text.slice(range.end, lineEnd < 0 ? view.text.length : lineEnd))) ? start : lineEnd < 0 ? view.text.length : lineEnd
    for (let at = start; at < end; at = view.text.indexOf('\n', at) + 1 || view.text.length) {
      const stop = view.text.indexOf('\n', at)
      const line = view.text.slice(at, stop < 0 ? view.text.length : stop)
      const heads = /^\s*["']?(?:states|together|uses|tests|inputs|vars|answers|person|expect)["']?\s*:/.test(line)
      if (line.trim() !== '' && !heads && !own.some((range) => range.start <= at && at < range.end)) wrong.push(`the line ${JSON.stringify(line)}`)
    }
  }
  return wrong
}

interface Part {
  readonly name: string
  readonly holder: string
  readonly range: Range
  readonly yaml: string
  readonly value: string
}

/** Every state that holds no others, the keys of those that do, and every other key of the skill. */
function partsOf(view: SkillView): readonly Part[] {
  const parts: Part[] = []
  const add = (name: string, holder: string, path: Path): void => {
    const lines = entryLines(view.text, path)
    const node = nodeAt(view, path)
    if (lines === undefined || node === undefined) return
    parts.push({ name, holder, range: lines.range, yaml: lines.yaml.trimEnd(), value: canonicalJson(plainValue(node)) })
  }
  const root = view.document.root
  for (const { key } of root?.kind === 'map' ? root.entries : []) if (key !== 'states') add(`top ${key}`, '', [key])
  for (const state of view.flow.states.values()) {
    if (outerOf(view, state) !== state) continue
    const path = pathOf(view, state)
    if (state.children.length === 0 || isSingle(state)) add(`state ${state.key}`, state.parent ?? '', path)
    else {
      const node = nodeAt(view, path)
      for (const { key } of node?.kind === 'map' ? node.entries : []) if (key !== 'states' && key !== 'together') add(`state ${state.key} ${key}`, state.key, [...path, key])
    }
  }
  return parts
}
