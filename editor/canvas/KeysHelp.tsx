import { Dialog } from '../look/Dialog.tsx'
import { canvasKeys, keyWords, otherKeys } from './canvas-keys.ts'

/** All keys of the picture. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys of the picture" onClose={onClose} wide>
      <dl className="keys-help">
        {[...canvasKeys, ...otherKeys].map(({ keys, words }) => (
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
    </Dialog>
  )
}
