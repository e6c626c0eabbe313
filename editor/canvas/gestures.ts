/*
 * What a person does on the picture, with the mouse or with keys: each asks one command for its edits and gives them to the
 * session. Owns: naming the change, telling refusals, saying what happened. Does not own: how edits come about (commands/).
 */
import type { StoreApi } from 'zustand/vanilla'
import { applyEdits, theEnd, theStart, type TextEdit, type ToolFacts } from '../../engine/index.ts'
import { addState, type Spot } from '../commands/add-state.ts'
import type { Command } from '../commands/command.ts'
import { connect } from '../commands/connect.ts'
import { copyStates } from '../commands/copy-states.ts'
import { deleteStates } from '../commands/delete-states.ts'
import { disconnect } from '../commands/disconnect.ts'
import { insertOnWay } from '../commands/insert-on-way.ts'
import { moveState } from '../commands/move-state.ts'
import { duplicateState, pasteStates } from '../commands/paste-states.ts'
import { reconnect } from '../commands/reconnect.ts'
import { renameState } from '../commands/rename-state.ts'
import { setDisabled } from '../commands/set-disabled.ts'
import { unwrapGroup } from '../commands/unwrap-group.ts'
import { wrapInGroup } from '../commands/wrap-in-group.ts'
import { outletsOf, type OutletKind } from '../rules/outlets.ts'
import { paletteOf, type PaletteEntry } from '../rules/palette.ts'
import { stateAt } from '../rules/state-path.ts'
import { viewSkill, type SkillView } from '../rules/skill-view.ts'
import { differingStretch } from '../session/history.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import type { CanvasState } from './canvas-state.ts'
import type { DrawnPicture } from './drawn-picture.ts'
import { extractBeside } from './extract-beside.ts'
import { keepPositions } from './positions.ts'

export interface GestureWorld {
  readonly workspace: Workspace
  readonly session: Session
  readonly state: StoreApi<CanvasState>
  /** What is drawn now. */
  drawn(): DrawnPicture
}

/** Where a new state goes: into a way, to the end of a way drawn from an outlet, after a state, or to the end of the skill. */
export interface NewPlace {
  readonly way?: string | undefined
  readonly after?: string | undefined
  readonly outlet?: string | undefined
}

export type Gestures = ReturnType<typeof openGestures>

export function openGestures(world: GestureWorld) {
  const { session, state, workspace } = world
  const say = (said: string): void => state.setState({ said })
  /** Asks a command and gives its edits to the session; tells a refusal. Says whether it was done. */
  const perform = (label: string, ask: (view: SkillView) => Command): boolean => {
    const { view, isCurrent } = world.drawn()
    if (!isCurrent) {
      workspace.tell('bad', 'The text can not be read as it stands, so nothing can be drawn into it.', 'Mend its faults first, or undo.')
      return false
    }
    if (view.text !== session.store.getState().text) session.drawNow()
    const now = world.drawn()
    const command = ask(now.view)
    if ('refused' in command) {
      workspace.tell('bad', command.refused)
      say(command.refused)
      return false
    }
    session.edit(command.edits, { label, by: 'canvas', ...(command.selects !== undefined && { selects: [command.selects] }), ...(command.renamed !== undefined && { renamed: command.renamed }) })
    if (command.renamed !== undefined) keepPositions(workspace, session, {}, new Set([...world.drawn().graph.nodes.map(({ id }) => id), ...Object.keys(command.renamed)]))
    for (const note of command.notes ?? []) workspace.tell('info', note)
    say(`${label}.${command.selects === undefined ? '' : ` ${command.selects} is selected.`}`)
    return true
  }
  return {
    say,
    perform,
    add: (entry: Pick<PaletteEntry, 'name' | 'state' | 'title'>, place: NewPlace): boolean => perform(`Add "${entry.title}"`, (view) => newState(view, entry, place)),
    connect: (from: string, outlet: string | null | undefined, to: string): boolean => perform('Draw way', (view) => connect(view, { from, outlet: outletFor(view, from, outlet), to })),
    reconnect: (way: string, to: string): boolean => perform('Lead way elsewhere', (view) => reconnect(view, { way, to })),
    disconnect: (way: string): boolean => perform('Take way away', (view) => disconnect(view, { way })),
    rename: (id: string, name: string): boolean => perform(`Rename "${id}"`, (view) => renameState(view, { state: id, name })),
    remove: (states: readonly string[]): boolean => perform(states.length === 1 ? `Delete "${states[0]}"` : `Delete ${states.length} states`, (view) => deleteStates(view, { states })),
    setDisabled: (id: string, disabled: boolean): boolean => perform(`${disabled ? 'Disable' : 'Enable'} "${id}"`, (view) => setDisabled(view, { state: id, disabled })),
    move: (id: string, spot: Spot): boolean => perform(`Move "${id}"`, (view) => moveState(view, { state: id, spot })),
    wrap: (states: readonly string[], kind: 'states' | 'each' | 'together'): boolean => perform('Put into a group', (view) => wrapInGroup(view, { states, kind })),
    unwrap: (id: string): boolean => perform(`Take the states out of "${id}"`, (view) => unwrapGroup(view, { state: id })),
    addBranch: (id: string): boolean => perform('Add branch', (view) => addState(view, { entry: { name: 'branch', state: null }, spot: { into: id } })),
    duplicate: (states: readonly string[]): boolean => perform(states.length === 1 ? `Duplicate "${states[0]}"` : `Duplicate ${states.length} states`, (view) => duplicates(view, states)),
    /** Gives the states as YAML, to be pasted anywhere; tells why not. */
    copied(states: readonly string[]): string | undefined {
      const { view } = world.drawn()
      const copied = copyStates(view, { states })
      if ('refused' in copied) {
        workspace.tell('bad', copied.refused)
        return undefined
      }
      say(states.length === 1 ? `Copied ${states[0]}.` : `Copied ${states.length} states.`)
      return copied.yaml
    },
    paste: (yaml: string, after: string | undefined): boolean => perform('Paste', (view) => pasteStates(view, { yaml, spot: after === undefined || stateAt(view, after) === undefined ? {} : { after } })),
    extract: (states: readonly string[], name: string): Promise<boolean> => extractBeside(workspace, session, (ask) => perform(`Make the skill "${name}"`, ask), states, name),
    tools: (): ReadonlyMap<string, ToolFacts> => world.drawn().view.knowledge.tools,
    palette: (): readonly PaletteEntry[] => paletteOf(world.drawn().view.knowledge),
  }
}

/** Gives the outlet that is meant: the one named, else the first that the state offers. */
export function outletFor(view: SkillView, from: string, outlet: string | null | undefined): OutletKind {
  if (from === theStart) return 'start'
  const source = stateAt(view, from)
  const offered = source === undefined ? [] : outletsOf(source)
  return (offered.find(({ kind }) => kind === outlet) ?? offered[0])?.kind ?? 'next'
}

function duplicates(view: SkillView, states: readonly string[]): Command {
  const [first, ...others] = states
  if (first === undefined || others.length === 0) return duplicateState(view, { state: first ?? '' })
  const copied = copyStates(view, { states })
  const last = states.map((name) => stateAt(view, name)).filter((state) => state !== undefined).sort((a, b) => a.order - b.order).at(-1)
  return 'refused' in copied ? copied : pasteStates(view, { yaml: copied.yaml, spot: last === undefined ? {} : { after: last.key } })
}

function newState(view: SkillView, entry: Pick<PaletteEntry, 'name' | 'state'>, { way, after, outlet }: NewPlace): Command {
  if (way !== undefined) return insertOnWay(view, { way, entry })
  const source = after === undefined || after === theStart || after === theEnd ? undefined : stateAt(view, after)
  if (outlet === undefined || (source === undefined && after !== theStart)) return addState(view, { entry, spot: source === undefined ? {} : { after: source.key } })
  const added = addState(view, { entry, spot: { into: source?.parent } })
  if ('refused' in added || added.selects === undefined) return added
  const between = viewSkill(applyEdits(view.text, added.edits), view.knowledge)
  const led = connect(between, { from: after ?? theStart, outlet: outletFor(between, after ?? theStart, outlet), to: added.selects })
  return 'refused' in led ? led : { ...led, edits: inOne(view.text, between.text, led.edits), selects: added.selects }
}

/** Two changes, one after the other, as one. */
function inOne(text: string, between: string, edits: readonly TextEdit[]): readonly TextEdit[] {
  return [differingStretch(text, applyEdits(between, edits))]
}
