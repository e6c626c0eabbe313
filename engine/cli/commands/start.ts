import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Call } from '../call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { rehearseSkill } from './rehearse.ts'
import { report } from './report.ts'

const skill = 'tidy-folder'

/** Shows what tidying the Downloads folder of this person may do and would do now. Changes nothing. */
export async function start(call: Call): Promise<ExitCode> {
  const { output } = call
  const folder = downloads()
  if (folder === undefined) output.line(`There is no Downloads folder here, so the current folder is looked at: ${process.cwd()}`)
  const told = await report({ args: [skill], words: [skill], options: call.options as object, output: { ...output, data: () => {} } })
  if (told !== exitCodes.done) return told
  output.line()
  const words = [skill, '--folder', folder ?? process.cwd()]
  return rehearseSkill({ ...call, args: words, words })
}

function downloads(): string | undefined {
  const folder = join(homedir(), 'Downloads')
  return existsSync(folder) ? folder : undefined
}
