import { useStore } from 'zustand'
import { visible } from '../../../engine/index.ts'
import { Dialog } from '../../look/Dialog.tsx'
import { askingOf } from '../../session/asking.ts'
import type { Workspace } from '../../session/workspace.ts'
import { AskBox } from './AskBox.tsx'
import { AskExamples } from './AskExamples.tsx'
import { OpenQuestion } from './OpenQuestion.tsx'
import { PickedSkill } from './PickedSkill.tsx'
import { WrittenSkill } from './WrittenSkill.tsx'
import './asking.css'

/** The sentence, and what came of it so far. */
export function AskTalk({ workspace }: { readonly workspace: Workspace }) {
  const asking = askingOf(workspace)
  const { proposal, busy, fault } = useStore(asking.store)
  return (
    <Dialog title="Ask in words" wide onClose={() => asking.close()}>
      <div className="ask-dialog">
        <AskBox workspace={workspace} isFirst />
        <p className="ask-busy" role="status">
          {busy === undefined ? (proposal === undefined ? '' : modelWords(proposal)) : `${busy} …`}
        </p>
        {busy === undefined && proposal?.synonymsFault != null && <p className="view-faint">{visible(proposal.synonymsFault)}</p>}
        {fault !== undefined && (
          <p className="view-fault" role="alert">
            {fault}
          </p>
        )}
        {proposal === undefined && busy === undefined && fault === undefined && <AskExamples workspace={workspace} />}
        {proposal?.kind === 'picked' && <PickedSkill workspace={workspace} proposal={proposal} />}
        {(proposal?.kind === 'which' || proposal?.kind === 'none' || proposal?.kind === 'missing') && <OpenQuestion key={proposal.kind} workspace={workspace} proposal={proposal} />}
        {proposal?.kind === 'written' && <WrittenSkill workspace={workspace} proposal={proposal} />}
      </div>
    </Dialog>
  )
}

function modelWords({ usedModel, modelFault }: { readonly usedModel: boolean; readonly modelFault: string | null }): string {
  if (usedModel) return 'A model was asked.'
  return modelFault === null ? 'No model was used.' : `No model was used: the one that is connected failed. ${modelFault}`
}
