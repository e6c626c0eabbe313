import type { RunStatus } from '../../terms/ports.ts'
import { shelfFor, type Call } from '../call.ts'
import { dateOf } from '../entry-lines.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { openWorld } from '../open-run.ts'
import { clean, table } from '../output.ts'
import { usageError } from '../report-fault.ts'

interface RunsOptions {
  readonly skill?: string
  readonly status?: string
  readonly limit: string
}

const statuses: readonly RunStatus[] = ['running', 'waiting', 'paused', 'done', 'failed', 'stopped', 'unknown', 'undone']

/** Lists runs, newest first. */
export async function runs(call: Call<RunsOptions>): Promise<ExitCode> {
  const { output, options } = call
  const status = statuses.find((one) => one === options.status)
  if (options.status !== undefined && status === undefined) throw usageError(`"${options.status}" is no status of a run.`, `Write one of: ${statuses.join(', ')}.`)
  const limit = Number(options.limit)
  if (!Number.isInteger(limit) || limit < 1) throw usageError(`"--limit ${options.limit}" is not a number from 1.`)
  const node = await openWorld(call, await shelfFor(call))
  try {
    const records = await node.world.store.list({ limit, ...(options.skill !== undefined && { skill: options.skill }), ...(status !== undefined && { status }) })
    if (records.length === 0) output.line('There are no runs.')
    const rows = records.map((one) => [clean(one.run), clean(one.status), dateOf(one.started), clean(String(one.entries)), clean(one.skill)])
    if (rows.length > 0) for (const line of table([['RUN', 'STATUS', 'STARTED (UTC)', 'ENTRIES', 'SKILL'], ...rows])) output.line(line)
    output.data({ runs: records })
    return exitCodes.done
  } finally {
    await node.close()
  }
}
