import { expect, test } from 'vitest'
import { renameState } from '../../../editor/commands/rename-state.ts'
import { viewSkill } from '../../../editor/rules/skill-view.ts'
import { outerOf } from '../../../editor/rules/state-path.ts'
import { applyEdits, parseDocument } from '../../../engine/index.ts'
import { textAfter } from '../../helpers/command-result.ts'
import { knowledge, shippedSkills } from '../../helpers/editor-knowledge.ts'
import { oddSkill, smallSkill } from '../../helpers/odd-skills.ts'
import { anyCommands } from './any-command.ts'
import { foreignLines, inverseEdits } from './own-lines.ts'

const shipped = [...shippedSkills]
const texts: readonly (readonly [string, string])[] = [
  ...shipped,
  ...Array.from({ length: 24 }, (_, seed) => [`odd ${shipped[seed % shipped.length]?.[0]} ${seed}`, oddSkill(shipped[seed % shipped.length]?.[1] ?? '', seed)] as const),
  ...Array.from({ length: 176 }, (_, seed) => [`small ${seed}`, oddSkill(smallSkill(seed), seed)] as const),
]
/** How many of the commands are tried on each text: every kind comes on texts of every kind. */
const each = Number(process.env.COMMANDS_EACH ?? 1)

function check(name: string, text: string, seed: number): readonly string[] {
  const view = viewSkill(text, knowledge)
  const commands = anyCommands(view, seed)
  const errors = view.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)
  const wrong = errors.map((message) => `${name}: ${message}`)
  for (let count = 0; count < each; count++) {
    const [what, run, moves] = commands[(seed * each + count) % commands.length] as (typeof commands)[number]
    const result = run()
    if ('refused' in result) {
      if (!/^[^\n]+[.]$/.test(result.refused)) wrong.push(`${name}, ${what}: refused with ${JSON.stringify(result.refused)}`)
      continue
    }
    const after = applyEdits(text, result.edits)
    if (applyEdits(after, inverseEdits(text, result.edits)) !== text) wrong.push(`${name}, ${what}: can not be taken back`)
    if (parseDocument(after).diagnostics.some(({ severity }) => severity === 'error')) wrong.push(`${name}, ${what}: leaves no YAML`)
    for (const line of foreignLines(view, result.edits, moves)) wrong.push(`${name}, ${what}: ${line}`)
  }
  return wrong
}

test('every command keeps every line that is not its own, can be taken back, and refuses in a sentence', () => {
  expect(texts.flatMap(([name, text], seed) => check(name, text, seed))).toEqual([])
})

test('renaming a state there and back gives the same bytes', () => {
  for (const [index, [name, text]] of texts.entries()) {
    const view = viewSkill(text, knowledge)
    const states = [...view.flow.states.values()].filter((state) => outerOf(view, state) === state)
    const state = states[index % states.length]
    if (state === undefined || index % 3 === 1) continue
    const there = viewSkill(textAfter(view, renameState(view, { state: state.key, name: 'renamed_state' })), knowledge)
    expect(textAfter(there, renameState(there, { state: 'renamed_state', name: state.key })), name).toBe(text)
  }
})

test('no command throws on a text that is no skill', () => {
  for (const text of ['', 'chela: 1', 'states:', '- a', '{', 'states: { a: , b: { next: c } }', 'states: &x { a: *x }', 'chela: 1\nstates:\n  a: { next: [b, c] }\n  a:\n  __proto__: 3\n', 'states:\n  a: &s { wait: 1s }\n  b: *s\n', 'states: [1, 2]', '\u0000', 'states:\n  a: { choose: 3, catch: 4, on: 5, together: 6 }\ntests: { a: 1 }']) {
    const view = viewSkill(text, knowledge)
    for (const [name, run] of anyCommands(view, text.length)) expect(run, `${name} on ${JSON.stringify(text)}`).not.toThrow()
  }
})
