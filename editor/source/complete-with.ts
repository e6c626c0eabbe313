import { acceptCompletion, autocompletion, closeCompletion, completionKeymap, pickedCompletion, startCompletion, type Completion as ShownCompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete'
import { Prec, type Extension } from '@codemirror/state'
import { keymap, type EditorView } from '@codemirror/view'
import type { Completion, CompletionKind, Completions } from './complete/completion.ts'

const types: { readonly [kind in CompletionKind]: string } = {
  key: 'keyword', argument: 'property', state: 'class', tool: 'function', skill: 'namespace', value: 'enum', event: 'constant', code: 'constant', name: 'variable', field: 'property', function: 'function',
}

/** Shows what `ask` gives for an offset while somebody types, and when it is called for with Ctrl+Space. */
export function completeWith(ask: (text: string, offset: number) => Completions | undefined): Extension {
  const source = ({ state, pos, explicit }: CompletionContext): CompletionResult | null => {
    const found = ask(state.doc.toString(), pos)
    if (found === undefined || (!explicit && !isBegun(state.doc.sliceString(found.from, pos), state.doc.sliceString(Math.max(0, found.from - 2), found.from)))) return null
    return { from: found.from, options: found.options.map((option, index) => ({ ...shown(option), sortText: String(index).padStart(5, '0') })), validFor: /^[\w.-]*$/ }
  }
  return [
    autocompletion({ override: [source], icons: false, maxRenderedOptions: 60, activateOnTypingDelay: 40, activateOnCompletion: ({ type, apply }) => (type === 'keyword' || type === 'property') && typeof apply === 'function', aboveCursor: false }),
    Prec.highest(keymap.of([{ key: 'Escape', run: closeCompletion }, { key: 'Ctrl-Space', mac: 'Alt-Space', run: startCompletion }, { key: 'Tab', run: acceptCompletion }])),
    keymap.of(completionKeymap),
  ]
}

/** Without being asked, only what was begun is completed: a letter, or a dot behind a name. */
function isBegun(written: string, before: string): boolean {
  return written !== '' || /[\w\])]\.$/.test(before)
}

function shown(completion: Completion): ShownCompletion {
  const { label, kind, detail, info, insert = label, caret } = completion
  return {
    label,
    type: types[kind],
    ...(detail !== undefined && { detail }),
    ...(info !== undefined && { info }),
    apply(view: EditorView, picked: ShownCompletion, from: number, to: number) {
      const isCalled = kind === 'function' && view.state.doc.sliceString(to, to + 1) === '('
      const written = isCalled ? label : insert
      view.dispatch({ changes: { from, to, insert: written }, selection: { anchor: from + (isCalled ? label.length : (caret ?? written.length)) }, annotations: pickedCompletion.of(picked), userEvent: 'input.complete', scrollIntoView: true })
    },
  }
}
