/* How long a person waits for the shortest commands, as whole processes. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { interleave } from '../measure.ts'
import { addDifference, addFigure, type Section } from '../report.ts'

const program = join('dist', 'chela.js')
const skill = join('skills', 'tidy-folder.skill.yaml')

export async function measureStart(section: Section): Promise<void> {
  if (!existsSync(program) || !existsSync(skill)) {
    section.notes.push(`Not measured: ${program} or ${skill} is missing; "npm run build" makes the first.`)
    return
  }
  const home = mkdtempSync(join(tmpdir(), 'chela-bench-'))
  try {
    let times = 0
    const found = await interleave(
      {
        node: () => milliseconds(['-e', '0'], home),
        version: () => milliseconds([program, '--version'], home),
        check: () => milliseconds([program, 'check', skill], join(home, 'kept')),
        first: () => milliseconds([program, 'check', skill], join(home, `new-${++times}`)),
      },
      { warmUp: 3, rounds: 25 },
    )
    addFigure(section, 'node -e 0', 'ms', found.node)
    addFigure(section, 'chela --version', 'ms', found.version)
    addFigure(section, `chela check ${skill}`, 'ms', found.check)
    addFigure(section, `chela check ${skill}, never checked before`, 'ms', found.first)
    addDifference(section, 'chela --version, ms beyond node -e 0', found.version, found.node, 60)
    addDifference(section, 'chela check, ms beyond node -e 0', found.check, found.node, 60)
    addDifference(section, 'chela check, never checked before, ms beyond node -e 0', found.first, found.node, 60)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function milliseconds(args: readonly string[], home: string): number {
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { env: { ...process.env, CHELA_HOME: home, NODE_OPTIONS: '' } })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${String(stderr)}`)
  return performance.now() - started
}
