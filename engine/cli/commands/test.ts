import { MemoryRunStore } from '../../adapters/memory-run-store.ts'
import { openQuietWorld } from '../../host/open-quiet-world.ts'
import { quietPorts } from '../../host/quiet-ports.ts'
import { runSkillTest, type TestResult } from '../../run/run-skill-tests.ts'
import { shelfFor, type Call } from '../call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { findSkill } from '../find-skill.ts'
import { clean } from '../output.ts'
import { usageError } from '../report-fault.ts'

interface TestOptions {
  readonly only?: string
}

/** Runs the tests inside skill files: tools answer as the tests say, nothing outside is touched. */
export async function test(call: Call<TestOptions>): Promise<ExitCode> {
  const { output, args, options } = call
  const shelf = await shelfFor(call, args)
  const names = args.length > 0 ? args : shelf.skills.list().filter(({ hidden }) => !hidden).map(({ path }) => path)
  if (names.length === 0) throw usageError('There are no skills to test.', 'Name a file: chela test my.skill.yaml')
  const world = openQuietWorld(shelf)
  const results: { skill: string; file: string; tests: readonly TestResult[] }[] = []
  const found = names.map((name) => findSkill(shelf, name))
  const isMeant = ({ name }: { readonly name: string }): boolean => name.includes(options.only ?? '')
  if (options.only !== undefined && !found.some(({ skill }) => skill.tests.some(isMeant))) throw usageError(`No test has "${options.only}" in its name.`, 'Without --only all tests run, and each is shown with its name.')
  for (const { skill, text, hash, path } of found) {
    const tests: TestResult[] = []
    for (const one of skill.tests.filter(isMeant)) {
      tests.push(await runSkillTest(skill, { name: skill.name, text, hash }, one, { world, fresh: () => ({ store: new MemoryRunStore(), ports: quietPorts(world.clock) }) }))
    }
    results.push({ skill: skill.name, file: path, tests })
    output.line(output.paint('bold', clean(`${skill.name} (${clean(path)})`)))
    if (skill.tests.length === 0) output.line('  has no tests')
    for (const { name: title, passed, problems } of tests) {
      output.line(`  ${passed ? output.paint('green', 'passed') : output.paint('red', 'FAILED')}  ${clean(title)}`)
      for (const problem of problems) output.line(`          ${clean(problem)}`)
    }
  }
  const all = results.flatMap(({ tests }) => tests)
  const failed = all.filter(({ passed }) => !passed).length
  output.line(`${all.length - failed} passed, ${failed} failed`)
  output.data({ passed: all.length - failed, failed, skills: results.map(({ tests, ...rest }) => ({ ...rest, tests: tests.map(({ entries: _entries, ...test }) => test) })) })
  return failed > 0 ? exitCodes.failed : exitCodes.done
}
