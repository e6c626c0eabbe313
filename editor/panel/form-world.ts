/*
 * What every field of a form knows: where it stands, the text as it was read, its faults, and the one way to write.
 * Always true: F1 nothing is written but by a command; F2 a field that is left as it was writes nothing.
 */
import { createContext, useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import { plainValue, type Diagnostic, type DocumentNode, type Json, type Path } from '../../engine/index.ts'
import type { Command } from '../commands/command.ts'
import { knowledgeOf, knownView } from '../rules/known-view.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { stateAt } from '../rules/state-path.ts'
import { nodeAt } from '../rules/way-place.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { faultsAt, placeFaults, type PlacedFault } from './fault-places.ts'
import { rootPath, writeValue, type FormRoot, type ValueChange } from './write-value.ts'

export interface FormWorld {
  readonly workspace: Workspace
  readonly session: Session
  readonly view: SkillView
  readonly root: FormRoot
  readonly path: Path
  readonly faults: readonly PlacedFault[]
  readonly isReadOnly: boolean
  /** Asks a command and gives its edits to the session; gives the sentence of a refusal. */
  perform(label: string, ask: (view: SkillView) => Command): string | undefined
  /** Writes one value of this form. */
  write(key: Path, change: ValueChange): string | undefined
}

const Form = createContext<FormWorld | undefined>(undefined)
export const FormProvider = Form.Provider

export function useForm(): FormWorld {
  const world = useContext(Form)
  if (world === undefined) throw new Error('A field stands outside of a form.')
  return world
}

/** Gives the world of one form; nothing when what it is of is gone. */
export function useFormWorld(workspace: Workspace, session: Session, state: string | undefined): FormWorld | undefined {
  const picture = useStore(session.store, (now) => now.picture)
  const isReadOnly = useStore(session.store, (now) => !now.writable)
  const tools = useStore(workspace.store, (now) => now.tools)
  const skills = useStore(workspace.store, (now) => now.skills)
  return useMemo(() => {
    const view = knownView(picture.document, knowledgeOf(tools, skills))
    const root: FormRoot = { state: state === undefined ? undefined : (stateAt(view, state)?.key ?? state) }
    const path = rootPath(view, root)
    if (path === undefined) return undefined
    const perform = performer(workspace, session)
    const label = state === undefined ? 'Change the skill' : `Change "${state}"`
    return { workspace, session, view, root, path, faults: faultsOf(view, path, picture.diagnostics), isReadOnly, perform, write: (key, change) => perform(label, (now) => writeValue(now, root, key, change)) }
  }, [workspace, session, state, picture, isReadOnly, tools, skills])
}

/** Gives the one way in which a form changes the text. */
export function performer(workspace: Workspace, session: Session): FormWorld['perform'] {
  return (label, ask) => {
    if (!session.store.getState().writable) return 'This file can be read, not changed.'
    const { tools, skills } = workspace.store.getState()
    const command = ask(knownView(session.drawNow().document, knowledgeOf(tools, skills)))
    if ('refused' in command) return command.refused
    session.edit(command.edits, { label, by: 'panel', ...(command.renamed !== undefined && { renamed: command.renamed }) })
    for (const note of command.notes ?? []) workspace.tell('info', note)
    return undefined
  }
}

function faultsOf(view: SkillView, path: Path, diagnostics: readonly Diagnostic[]): readonly PlacedFault[] {
  const whole = { start: 0, end: view.text.length }
  if (path.length === 0) return placeFaults(view.document.root, whole, diagnostics)
  const holder = nodeAt(view, path.slice(0, -1))
  const entry = holder?.kind === 'map' ? holder.entries.find(({ key }) => key === path[path.length - 1]) : undefined
  return entry === undefined ? [] : placeFaults(entry.value, entry.range, diagnostics)
}

/** Gives the part of the file at a place of the form. */
export function useNode(key: Path): DocumentNode | undefined {
  const { view, path } = useForm()
  return nodeAt(view, [...path, ...key])
}

export function useValue(key: Path): Json | undefined {
  const node = useNode(key)
  return useMemo(() => (node === undefined ? undefined : plainValue(node)), [node])
}

export function useFaults(key: Path, deep: boolean): readonly Diagnostic[] {
  const { faults } = useForm()
  return faultsAt(faults, key, deep)
}
