import { Button } from '../look/Button.tsx'
import type { PictureDeeds } from './picture-deeds.ts'

/** What one needs at hand on the picture, for the mouse and for fingers. */
export function CanvasTools({ deeds, isReadOnly }: { readonly deeds: PictureDeeds; readonly isReadOnly: boolean }) {
  return (
    <div className={isReadOnly ? 'canvas-tools canvas-tools-corner' : 'canvas-tools'} role="toolbar" aria-label="Picture">
      {!isReadOnly && (
        <Button look="main" icon="add" label="Add a state (A)" onClick={() => deeds.do('add')}>
          Add
        </Button>
      )}
      <span className="canvas-tools-apart">
        <Button look="quiet" icon="zoomOut" label="Farther (-)" onClick={() => deeds.do('farther')} />
        <Button look="quiet" icon="fit" label="Show all (0)" onClick={() => deeds.do('fit')} />
        <Button look="quiet" icon="add" label="Closer (+)" onClick={() => deeds.do('closer')} />
      </span>
      {!isReadOnly && <Button look="quiet" icon="tidy" label="Tidy up (T)" onClick={() => deeds.do('tidy')} />}
      <Button look="quiet" icon="ask" label="Keys (?)" onClick={() => deeds.do('keys')} />
    </div>
  )
}
