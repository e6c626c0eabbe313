import { EditorState, type EditorStateConfig } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/**
 * Puts a text editor into a shadow root of `host` and gives it. There its style sheets are constructed ones, which the content
 * policy of the page permits; style tags it does not. Keys reach it also where it can only be read.
 */
export function mountCode(host: HTMLElement, config: EditorStateConfig): EditorView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  root.replaceChildren()
  const extensions = [EditorView.contentAttributes.of({ tabindex: '0' }), config.extensions ?? []]
  return new EditorView({ state: EditorState.create({ ...config, extensions }), root, parent: root })
}
