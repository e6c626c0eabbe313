import { takenBackWords } from '../gate/decide.ts'
import type { ActivityEffect } from '../terms/effect.ts'
import type { Drive } from './drive.ts'
import { performAsk, performConfirm } from './perform-ask.ts'
import { performCall } from './perform-call.ts'
import { performEvidence } from './perform-evidence.ts'
import { performRun } from './perform-run.ts'
import { performThink } from './perform-think.ts'
import { takenBackOf } from './pass-gate.ts'
import type { Activity } from './run-parts.ts'

type Performer = (drive: Drive, activity: Activity) => Promise<void>

/** How each kind of activity is done. The elements of an `each` are begun by the state itself and never come here. */
const performers: { readonly [Kind in ActivityEffect['kind']]: Performer } = {
  call: performCall,
  run: performRun,
  ask: performAsk,
  confirm: performConfirm,
  think: performThink,
  evidence: performEvidence,
  each: async () => {},
}

/** The gate speaks about deeds; what is none, such as a question to a model, is not begun for a text that was taken back. */
export async function perform(drive: Drive, activity: Activity): Promise<void> {
  const { kind } = activity.effect
  const takenBack = kind === 'call' || kind === 'evidence' ? undefined : takenBackOf(drive, activity.frame)
  if (takenBack === undefined) return performers[kind](drive, activity)
  return drive.failActivity(activity, { code: 'denied', message: takenBackWords(takenBack) })
}
