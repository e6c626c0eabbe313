import type { RunRecord, RunStore } from '../terms/ports.ts'
import { usageError } from './report-fault.ts'

/** Gives the run that a name or the beginning of a name means; `last` is the newest. Throws ChelaError `usage` for none or several. */
export async function runOf(store: RunStore, name: string | undefined): Promise<RunRecord> {
  if (name === undefined) throw usageError('Which run?', '"chela runs" lists them.')
  const exact = /^[\w-]+$/.test(name) ? await store.find(name) : undefined
  if (exact !== undefined) return exact
  const runs = await store.list(name === 'last' ? { limit: 1 } : {})
  const fitting = name === 'last' ? runs : name.length < 4 ? [] : runs.filter(({ run }) => run.startsWith(name) || run.endsWith(name))
  const [only, ...others] = fitting
  if (only === undefined) throw name === 'last' ? usageError('There are no runs yet.', 'Start one: chela run SKILL') : usageError(`There is no run "${name}".`, '"chela runs" lists them.')
  if (others.length > 0) throw usageError(`"${name}" may be ${fitting.length} runs.`, `Write more of the name: ${fitting.slice(0, 5).map(({ run }) => run).join(', ')}`)
  return only
}
