import { addState } from '../../../editor/commands/add-state.ts'
import { addTest, changeTest, removeTest } from '../../../editor/commands/change-tests.ts'
import type { Command } from '../../../editor/commands/command.ts'
import { connect } from '../../../editor/commands/connect.ts'
import { deleteStates } from '../../../editor/commands/delete-states.ts'
import { disconnect } from '../../../editor/commands/disconnect.ts'
import { extractToSkill } from '../../../editor/commands/extract-to-skill.ts'
import { insertOnWay } from '../../../editor/commands/insert-on-way.ts'
import { moveItem } from '../../../editor/commands/move-item.ts'
import { moveState } from '../../../editor/commands/move-state.ts'
import { duplicateState, pasteStates } from '../../../editor/commands/paste-states.ts'
import { reconnect } from '../../../editor/commands/reconnect.ts'
import { renameInput, renameVar } from '../../../editor/commands/rename-field.ts'
import { renameState } from '../../../editor/commands/rename-state.ts'
import { setDisabled } from '../../../editor/commands/set-disabled.ts'
import { removeKey, removeTopKey, setKey, setTopKey } from '../../../editor/commands/set-key.ts'
import { setStart } from '../../../editor/commands/set-start.ts'
import { unwrapGroup } from '../../../editor/commands/unwrap-group.ts'
import { wrapInGroup } from '../../../editor/commands/wrap-in-group.ts'
import type { OutletKind } from '../../../editor/rules/outlets.ts'
import type { PaletteEntry } from '../../../editor/rules/palette.ts'
import type { SkillView } from '../../../editor/rules/skill-view.ts'
import { namedWays } from '../../../editor/rules/way-id.ts'
import { numbers } from '../../helpers/odd-skills.ts'

const outlets: readonly OutletKind[] = ['next', 'branch', 'otherwise', 'yes', 'no', 'expired', 'catch', 'on', 'after', 'always', 'start']

/** A command of each kind on parts of the view chosen by the seed, with its name and the states it names to move them. */
export function anyCommands(view: SkillView, seed: number): readonly (readonly [name: string, run: () => Command, moves?: readonly string[]])[] {
  const next = numbers(seed)
  const pick = <Item>(items: readonly Item[], other: Item): Item => (items.length === 0 ? other : (items[next() % items.length] as Item))
  const states = [...view.flow.states.keys()]
  const a = pick(states, 'gone')
  const b = pick(states, 'gone')
  const way = pick([...namedWays(view.flow).keys()], 'gone next 0')
  const parent = view.flow.states.get(a)?.parent
  const group = pick(states.filter((key) => (view.flow.states.get(key)?.children.length ?? 0) > 0), a)
  const row = states.filter((key) => view.flow.states.get(key)?.parent === parent)
  const at = row.indexOf(a)
  const two = row.slice(at, at + 2)
  const outlet = pick(outlets, 'next')
  const entry = pick<Pick<PaletteEntry, 'name' | 'state'>>([{ name: 'pause', state: { wait: '5m' } }, { name: 'choose', state: { choose: [{ if: false }] } }, { name: 'move', state: { call: 'file.move', with: { from: '/a', to: '/b' } } }, { name: 'end', state: { end: 'failed', because: 'no' } }], { name: 'pass', state: null })
  const input = pick(Object.keys(view.skill.inputs), 'gone')
  return [
    ['add after', () => addState(view, { entry, spot: { after: a } })],
    ['add before', () => addState(view, { entry, spot: { before: a } })],
    ['add into', () => addState(view, { entry, spot: { into: group } })],
    ['insert', () => insertOnWay(view, { way, entry })],
    ['connect', () => connect(view, { from: a, outlet, to: b, condition: '1 < 2' })],
    ['reconnect', () => reconnect(view, { way, to: b })],
    ['disconnect', () => disconnect(view, { way })],
    ['rename', () => renameState(view, { state: a, name: 'renamed_state' }), [a]],
    ['rename input', () => renameInput(view, { from: input, to: 'renamed_input' })],
    ['rename var', () => renameVar(view, { from: pick(Object.keys(view.skill.vars), 'gone'), to: 'renamed_var' })],
    ['delete', () => deleteStates(view, { states: [a] }), [a]],
    ['delete two', () => deleteStates(view, { states: two }), two],
    ['move after', () => moveState(view, { state: a, spot: { after: b } }), [a]],
    ['move before', () => moveState(view, { state: a, spot: { before: b }, keepWays: next() % 2 === 0 }), [a]],
    ['move into', () => moveState(view, { state: a, spot: { into: group } }), [a]],
    ['move to the top', () => moveState(view, { state: a, spot: {} }), [a]],
    ['move branch', () => moveItem(view, { state: a, list: ['choose'], from: 0, to: 1 })],
    ['set title', () => setKey(view, { state: a, key: ['title'], value: { json: 'A new: title' } })],
    ['set argument', () => setKey(view, { state: a, key: ['with', 'folder'], value: { yaml: '"${ input.folder }"' } })],
    ['set condition', () => setKey(view, { state: a, key: ['if'], value: { json: '1 < 2 && true' } })],
    ['remove key', () => removeKey(view, { state: a, key: ['next'] })],
    ['set description', () => setTopKey(view, { key: ['description'], value: { json: 'two\nlines' } })],
    ['set input', () => setTopKey(view, { key: ['inputs', 'fresh'], value: { json: { type: 'string', default: 'x' } } })],
    ['remove title', () => removeTopKey(view, { key: ['title'] })],
    ['switch off', () => setDisabled(view, { state: a, disabled: true })],
    ['set start', () => setStart(view, { state: a })],
    ['duplicate', () => duplicateState(view, { state: a })],
    ['paste', () => pasteStates(view, { yaml: `${b}: # pasted\n  wait: 1s\nfresh: { next: ${b} }\n`, spot: { after: a } })],
    ['wrap', () => wrapInGroup(view, { states: two, kind: pick(['states', 'each', 'together'] as const, 'states') }), two],
    ['unwrap', () => unwrapGroup(view, { state: group }), [group]],
    ['extract', () => extractToSkill(view, { states: two, name: 'new-skill' }), two],
    ['add test', () => addTest(view, { test: { json: { name: 'fresh', expect: { end: 'done' } } } })],
    ['change test', () => changeTest(view, { index: 0, test: { json: { name: 'changed', expect: { end: 'done' } } } })],
    ['remove test', () => removeTest(view, { index: 0 })],
  ]
}
