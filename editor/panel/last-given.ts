import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Entry, Json, JsonObject, Path } from '../../engine/index.ts'
import { useForm } from './form-world.ts'

/** Gives what a value of a form was the last time the skill ran: an argument as the tool, the skill or the model was given it. */
export function useLastGiven(path: Path): Json | undefined {
  const { workspace, root, view } = useForm()
  const [key, name] = path
  const isGiven = path.length === 2 && (key === 'with' || key === 'given') && typeof name === 'string'
  const run = useStore(workspace.store, ({ runs }) => (isGiven ? runs.find(({ skill }) => skill === view.skill.name) : undefined))
  const [given, setGiven] = useState<JsonObject>()
  const state = root.state
  useEffect(() => {
    if (run === undefined || state === undefined) return undefined
    let isWanted = true
    void workspace.desk.then((desk) => entriesOf(run.run, run.status, () => desk.entries(run.run))).then((entries) => isWanted && setGiven(lastGiven(entries, state)), () => undefined)
    return () => {
      isWanted = false
      setGiven(undefined)
    }
  }, [workspace, run, state])
  return given !== undefined && typeof name === 'string' && Object.hasOwn(given, name) ? given[name] : undefined
}

/** Gives what the activity of a state was last given in a run of this skill itself. */
export function lastGiven(entries: readonly Entry[], state: string): JsonObject | undefined {
  const isOurs = (path: string): boolean => {
    const names = path.split('/')
    const name = names.pop()
    // What is around it is an element of an each; a name alone would be a state that runs another skill.
    return (name === state || name === `${state}_item`) && names.every((around) => around.endsWith(']'))
  }
  for (let at = entries.length - 1; at >= 0; at--) {
    const entry = entries[at]
    if ((entry?.kind === 'tool-called' || entry?.kind === 'skill-started') && isOurs(entry.path)) return entry.input
    if (entry?.kind === 'model-asked' && isOurs(entry.path)) return entry.given
  }
  return undefined
}

let last: { readonly of: string; readonly entries: Promise<readonly Entry[]> } | undefined

/** All fields of a form ask for the same run. */
function entriesOf(run: string, status: string, ask: () => Promise<readonly Entry[]>): Promise<readonly Entry[]> {
  const of = `${run} ${status}`
  if (last?.of !== of) last = { of, entries: ask() }
  return last.entries
}
