import type { ComponentType } from 'react'
import type { ActivityKey } from '../../rules/activity-keys.ts'
import { AskForm } from './AskForm.tsx'
import { CallForm } from './CallForm.tsx'
import { ChooseForm } from './ChooseForm.tsx'
import { ConfirmForm } from './ConfirmForm.tsx'
import { EachForm } from './EachForm.tsx'
import { EndForm } from './EndForm.tsx'
import { HistoryForm } from './HistoryForm.tsx'
import { InsideStates } from './InsideStates.tsx'
import { LeaveForm } from './LeaveForm.tsx'
import { RunForm } from './RunForm.tsx'
import { SetForm } from './SetForm.tsx'
import { StatesForm } from './StatesForm.tsx'
import { ThinkForm } from './ThinkForm.tsx'
import { TogetherForm } from './TogetherForm.tsx'
import { WaitForm } from './WaitForm.tsx'

const forms: { readonly [Key in ActivityKey]: ComponentType } = {
  call: CallForm,
  run: RunForm,
  ask: AskForm,
  confirm: ConfirmForm,
  think: ThinkForm,
  choose: ChooseForm,
  each: EachForm,
  together: TogetherForm,
  wait: WaitForm,
  set: SetForm,
  states: StatesForm,
  leave: LeaveForm,
  history: HistoryForm,
  end: EndForm,
}

/** The form of one activity. Inside an each, its states are listed and begin where the each says. */
export function ActivityForm({ activity, inEach }: { readonly activity: ActivityKey; readonly inEach: boolean }) {
  if (inEach && activity === 'states') return <InsideStates words="States inside" />
  const One = forms[activity]
  return <One />
}
