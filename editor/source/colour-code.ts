import { ensureSyntaxTree, syntaxTree } from '@codemirror/language'
import type { Extension, Range } from '@codemirror/state'
import { Decoration, ViewPlugin, type DecorationSet, type EditorView } from '@codemirror/view'
import { celTokens } from './cel-tokens.ts'
import { templateSpans } from './template-spans.ts'

const yamlClasses: { readonly [node: string]: string } = { Comment: 'cm-yaml-comment', Anchor: 'cm-yaml-mark', Alias: 'cm-yaml-mark', Tag: 'cm-yaml-mark', DocEnd: 'cm-yaml-mark', DirectiveEnd: 'cm-yaml-mark' }
const bareKeys: ReadonlySet<string> = new Set(['if', 'each', 'evidence'])
const plainWord = /^(?:true|false|null|~|[-+]?\d[\d._]*(?:e[-+]?\d+)?|0x[\da-f]+)$/i

const marks = new Map<string, Decoration>()
function mark(name: string): Decoration {
  const made = marks.get(name) ?? Decoration.mark({ class: name })
  marks.set(name, made)
  return made
}

/** Colours YAML and the expressions in it, as far as they are in view. */
export function yamlColours(): Extension {
  return plugin((view) => view.visibleRanges.flatMap(({ from, to }) => coloursIn(view, from, to)))
}

/** Colours text with expressions in it, or one bare expression. */
export function expressionColours(kind: 'template' | 'bare'): Extension {
  return plugin((view) => {
    const text = view.state.doc.toString().slice(0, 20_000)
    return kind === 'bare' && !text.includes('${') ? tokensIn(text, 0) : spansIn(text, 0)
  })
}

function plugin(colours: (view: EditorView) => Range<Decoration>[]): Extension {
  const decorate = (view: EditorView): DecorationSet => Decoration.set(colours(view), true)
  return ViewPlugin.define<{ decorations: DecorationSet; update(update: { readonly docChanged: boolean; readonly viewportChanged: boolean; readonly view: EditorView; readonly startState: EditorView['state'] }): void }>(
    (view) => ({
      decorations: decorate(view),
      update(update) {
        if (update.docChanged || update.viewportChanged || syntaxTree(update.startState) !== syntaxTree(update.view.state)) this.decorations = decorate(update.view)
      },
    }),
    { decorations: (value) => value.decorations },
  )
}

function coloursIn(view: EditorView, from: number, to: number): Range<Decoration>[] {
  const found: Range<Decoration>[] = []
  const { doc } = view.state
  const tree = ensureSyntaxTree(view.state, to, 20) ?? syntaxTree(view.state)
  let isBare = false
  tree.iterate({
    from,
    to,
    enter({ name, from: start, to: end, node }) {
      const own = yamlClasses[name]
      if (own !== undefined) found.push(mark(own).range(start, end))
      if (name === 'Key') {
        found.push(mark('cm-yaml-key').range(start, end))
        isBare = bareKeys.has(doc.sliceString(start, Math.min(end, start + 20)))
        return false
      }
      if ((name !== 'Literal' && name !== 'QuotedLiteral' && name !== 'BlockLiteralContent') || start === end) return undefined
      const text = doc.sliceString(start, Math.min(end, start + 20_000))
      const isCondition = isBare && node.parent?.name === 'Pair' && !text.includes('${')
      const inset = name === 'QuotedLiteral' ? 1 : 0
      if (isCondition) return void found.push(...tokensIn(text.slice(inset, text.length - inset), start + inset))
      found.push(mark(name === 'Literal' && plainWord.test(text) ? 'cm-yaml-word' : 'cm-yaml-text').range(start, end), ...spansIn(text, start))
      return undefined
    },
  })
  return found
}

function spansIn(text: string, offset: number): Range<Decoration>[] {
  return templateSpans(text).flatMap(({ start, end, closed }) => [
    mark('cm-cel').range(offset + start - 2, offset + end + (closed ? 1 : 0)),
    mark('cm-cel-edge').range(offset + start - 2, offset + start),
    ...tokensIn(text.slice(start, end), offset + start),
    ...(closed ? [mark('cm-cel-edge').range(offset + end, offset + end + 1)] : []),
  ])
}

function tokensIn(text: string, offset: number): Range<Decoration>[] {
  return celTokens(text).map(({ kind, start, end }) => mark(kind === 'comment' ? 'cm-yaml-comment' : `cm-cel-${kind}`).range(offset + start, offset + end))
}
