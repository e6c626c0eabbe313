import { Dialog } from '../look/Dialog.tsx'
import { canvasKeys, otherKeys } from './canvas-keys.ts'
import { KeyList } from './KeyList.tsx'

/** All keys of the picture. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys of the picture" onClose={onClose} wide>
      <KeyList rows={[...canvasKeys, ...otherKeys]} />
    </Dialog>
  )
}
