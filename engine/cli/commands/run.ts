import { Runner } from '../../run/runner.ts'
import { acceptTexts } from '../accept-texts.ts'
import type { Call } from '../call.ts'
import { driveRun } from '../drive-run.ts'
import type { ExitCode } from '../exit-codes.ts'
import { openRun } from '../open-run.ts'
import { clean } from '../output.ts'
import { personFor } from '../person-for.ts'
import type { TypedInputs } from '../read-inputs.ts'
import { approvedSet } from '../approved-set.ts'
import { tellEnd } from '../tell-end.ts'

export interface RunOptions extends TypedInputs {
  readonly accept?: readonly string[]
  readonly approve?: readonly string[]
  readonly answer?: readonly string[]
  readonly follow?: boolean
}

/** Runs a skill: its text accepted, its rehearsal approved where one is named, every deed through the gate. */
export async function run(call: Call<RunOptions>): Promise<ExitCode> {
  const { output, options } = call
  const { person, cover } = personFor(options)
  const open = await openRun(call, person)
  const { node, text, input } = open
  try {
    await acceptTexts(open, call)
    const envelope = await approvedSet(open, call)
    cover(envelope ?? [])
    output.line(`${output.paint('bold', clean(open.found.skill.title || open.found.skill.name))} (${clean(open.found.path)})`)
    const driven = await driveRun(call, (onEntry) => new Runner(node.world).start({ skill: text, input, onEntry, ...(envelope !== undefined && { envelope }) }))
    return await tellEnd(node, driven, call)
  } finally {
    await node.close()
  }
}
