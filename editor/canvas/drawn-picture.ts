import type { Diagnostic } from '../../engine/index.ts'
import { graphOf } from '../graph/graph-of.ts'
import type { Graph } from '../graph/graph.ts'
import { knownView } from '../rules/known-view.ts'
import type { Knowledge, SkillView } from '../rules/skill-view.ts'
import { differingStretch } from '../session/history.ts'
import type { Picture } from '../session/picture.ts'

/** What the canvas shows. */
export interface DrawnPicture {
  readonly view: SkillView
  readonly graph: Graph
  /** Whether it is drawn from the text as it stands; if not, the text can not be read, and nothing can be drawn into it. */
  readonly isCurrent: boolean
}

/** Gives what draws one file again and again: the same picture gives the same drawing, and the last readable one is remembered. */
export function openDrawer(): (picture: Picture, knowledge: Knowledge) => DrawnPicture {
  let last: DrawnPicture | undefined
  let of: { readonly picture: Picture; readonly knowledge: Knowledge } | undefined
  return (picture, knowledge) => {
    if (last !== undefined && of?.picture === picture && of.knowledge === knowledge) return last
    of = { picture, knowledge }
    last = drawGraph(picture, knowledge, last)
    return last
  }
}

/** Gives the picture of a text. A text that can not be read keeps the last one that could, with the faults of now on it. */
function drawGraph(picture: Picture, knowledge: Knowledge, last: DrawnPicture | undefined): DrawnPicture {
  const { document, diagnostics } = picture
  const isReadable = !document.diagnostics.some(({ severity }) => severity === 'error')
  if (isReadable || last === undefined) {
    const view = knownView(document, knowledge)
    return { view, graph: withoutUncaught(graphOf(view, diagnostics)), isCurrent: isReadable }
  }
  const moved = diagnostics.map((diagnostic) => placedBefore(diagnostic, last.view.text, document.text))
  return { view: last.view, graph: withoutUncaught(graphOf(last.view, moved)), isCurrent: false }
}

/** Almost every state may fail; a failure that nothing catches ends the run, and that is not drawn. */
export function withoutUncaught(graph: Graph): Graph {
  const edges = graph.edges.filter(({ why }) => why !== 'failed')
  const isEndReached = new Set(edges.map(({ to }) => to))
  return { nodes: graph.nodes.filter(({ id, kind }) => kind !== 'finish' || isEndReached.has(id)), edges }
}

/** Puts a finding where it would stand in the text before the change. */
function placedBefore(diagnostic: Diagnostic, before: string, now: string): Diagnostic {
  const { range, text } = differingStretch(now, before)
  const grown = text.length - (range.end - range.start)
  const start = Math.min(diagnostic.range.start, before.length)
  if (start < range.start) return diagnostic
  const place = start >= range.end ? start + grown : range.start
  return { ...diagnostic, range: { start: place, end: place } }
}
