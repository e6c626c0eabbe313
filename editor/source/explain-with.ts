import { StateEffect, StateField, type Extension } from '@codemirror/state'
import { EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from '@codemirror/view'
import type { Explanation } from './complete/explain-at.ts'

type Explain = (text: string, offset: number) => Explanation | undefined

const setExplained = StateEffect.define<Tooltip | null>()

/** The explanation that was asked for with the keyboard; it goes with the next step of the cursor. */
const explained = StateField.define<Tooltip | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setExplained)) return effect.value
    return transaction.docChanged || transaction.selection !== undefined ? null : value
  },
  provide: (field) => showTooltip.from(field),
})

/** Shows what `explain` gives for the word under the mouse, and under the cursor with Ctrl+K Ctrl+I, then read out too. */
export function explainWith(explain: Explain): Extension {
  return [
    explained,
    hoverTooltip((view, at) => {
      const found = explain(view.state.doc.toString(), at)
      return found === undefined ? null : tooltipOf(found)
    }),
    keymap.of([
      {
        key: 'Mod-k Mod-i',
        preventDefault: true,
        run(view) {
          const found = explain(view.state.doc.toString(), view.state.selection.main.head)
          const words = found === undefined ? 'Nothing is known of this word.' : `${found.title}: ${found.kind}. ${found.text}`
          view.dispatch({ effects: [setExplained.of(found === undefined ? null : tooltipOf(found)), EditorView.announce.of(words)] })
          return true
        },
      },
    ]),
  ]
}

function tooltipOf({ start, end, title, kind, text }: Explanation): Tooltip {
  return {
    pos: start,
    end,
    above: true,
    create({ dom: { ownerDocument } }) {
      const dom = ownerDocument.createElement('div')
      dom.className = 'cm-explain'
      const part = (name: string, words: string): void => {
        if (words === '') return
        const element = ownerDocument.createElement('span')
        element.className = name
        element.textContent = words
        dom.append(element)
      }
      part('cm-explain-title', title)
      part('cm-explain-kind', kind)
      part('cm-explain-text', text)
      return { dom }
    },
  }
}
