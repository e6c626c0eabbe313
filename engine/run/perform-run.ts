import type { Machine } from '../compile/machine.ts'
import { decideSubSkill } from '../gate/ceiling.ts'
import { ChelaError } from '../terms/failure.ts'
import { checkInput } from './check-input.ts'
import type { Drive } from './drive.ts'
import { checkHash } from './check-hash.ts'
import { ceilingOf } from './pass-gate.ts'
import type { Activity } from './run-parts.ts'
import type { SkillText } from './world.ts'

/** Begins a sub-skill: found by name, allowed by the ceiling, its text pinned by hash, its inputs valid. */
export async function performRun(drive: Drive, activity: Activity): Promise<void> {
  const { effect, frame } = activity
  const { world, state } = drive
  if (effect.kind !== 'run') return
  const fail = (code: string, message: string) => drive.failActivity(activity, { code, message })
  if (state.isTooDeep(activity)) return fail('too-deep', 'Skills call one another more than 16 deep.')
  const found = await world.skills.find(effect.skill)
  if (found === undefined) return fail('unknown-skill', `There is no skill "${effect.skill}" here.`)
  const decision = decideSubSkill(found.name, [await ceilingOf(drive, frame)])
  if (decision.answer !== 'allow') return fail('denied', decision.because)
  try {
    await prepare(drive, found)
  } catch (error) {
    if (!(error instanceof ChelaError)) throw error
    return fail('unknown-skill', error.message)
  }
  const checked = checkInput(drive.machines.get(found.hash) as Machine, effect.input)
  if ('problem' in checked) return fail('invalid-input', checked.problem)
  const { input } = checked
  const accepted = world.accepted(found.hash)
  const own = (await world.skills.isOwn?.(found.name, found.hash)) === true
  await drive.append(() => (state.isOpen(activity) && activity.status === 'taken' ? { kind: 'skill-started', activity: activity.id, path: activity.path, skill: found.name, hash: found.hash, input, accepted, ...(own && { own }) } : undefined))
}

/** Keeps the text and makes its machine before the entry that needs it is written. */
async function prepare(drive: Drive, found: SkillText): Promise<void> {
  if (drive.machines.has(found.hash)) return
  checkHash(found)
  const machine = drive.world.machine(found.text)
  await drive.world.store.putText(found.hash, found.text)
  drive.machines.set(found.hash, machine)
}
