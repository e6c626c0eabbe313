import type { Entry } from '../terms/journal.ts'
import { canonicalJson, type Json, type JsonObject } from '../terms/json.ts'
import type { SkillTest } from '../terms/skill.ts'
import type { Rest } from './drive.ts'

/** Gives what differs between what a test expects and what its run did, a sentence each. */
export function judgeTest(test: SkillTest, entries: readonly Entry[], rest: Rest): string[] {
  const { expect } = test
  const ended = entries.findLast((entry) => entry.kind === 'run-ended')
  const problems: string[] = []
  if (expect.end !== undefined && expect.end !== rest.status) {
    const because = ended?.kind === 'run-ended' && ended.because !== null ? ` (${ended.because})` : ''
    problems.push(`It ended as "${rest.status}"${because}; expected "${expect.end}".`)
  }
  const output = ended?.kind === 'run-ended' ? ended.output : null
  if (expect.output !== undefined && canonicalJson(output) !== canonicalJson(expect.output)) {
    problems.push(`Its output is ${JSON.stringify(output)}; expected ${JSON.stringify(expect.output)}.`)
  }
  const because = ended?.kind === 'run-ended' ? ended.because : null
  if (expect.because !== undefined && because !== expect.because) problems.push(`It ended because ${JSON.stringify(because)}; expected ${JSON.stringify(expect.because)}.`)
  if (expect.calls !== undefined) problems.push(...judgeCalls(expect.calls, entries))
  for (const state of expect.states) if (!rest.state.entered.has(state)) problems.push(`The state "${state}" was not entered.`)
  return problems
}

function judgeCalls(expected: NonNullable<SkillTest['expect']['calls']>, entries: readonly Entry[]): string[] {
  const called = entries.flatMap((entry) => (entry.kind === 'tool-called' ? [entry] : []))
  const wanted = new Set(expected.map(({ tool }) => tool))
  const relevant = called.filter(({ tool }) => wanted.has(tool))
  const problems: string[] = []
  expected.forEach((one, index) => {
    const call = relevant[index]
    if (call === undefined) problems.push(`The call ${index + 1} of ${one.tool} did not take place.`)
    else if (call.tool !== one.tool) problems.push(`Call ${index + 1} was ${call.tool}; expected ${one.tool}.`)
    else if (!holds(call.input, one.with)) problems.push(`Call ${index + 1}, ${one.tool}, had ${JSON.stringify(call.input)}; expected ${JSON.stringify(one.with)}.`)
  })
  for (const extra of relevant.slice(expected.length)) problems.push(`${extra.tool} was called once more, with ${JSON.stringify(extra.input)}.`)
  return problems
}

/** Only the arguments that are written are compared. */
function holds(input: JsonObject, wanted: JsonObject): boolean {
  return Object.entries(wanted).every(([name, value]) => input[name] !== undefined && canonicalJson(input[name] as Json) === canonicalJson(value))
}
