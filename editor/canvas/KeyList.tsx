import { keyWords, type KeyWords } from './canvas-keys.ts'
import './key-list.css'

/** Keys, each with what it does. */
export function KeyList({ rows }: { readonly rows: readonly KeyWords[] }) {
  return (
    <dl className="key-list">
      {rows.map(({ keys, words }) => (
        <div key={words}>
          <dt>
            {keys.map((key) => (
              <kbd key={key}>{keyWords(key)}</kbd>
            ))}
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  )
}
