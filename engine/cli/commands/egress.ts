import { EgressLog } from '../../adapters/egress-log.ts'
import { shelfFor, type Call } from '../call.ts'
import { dateOf } from '../entry-lines.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { clean } from '../output.ts'
import { usageError } from '../report-fault.ts'

interface EgressOptions {
  readonly keep?: 'on' | 'off'
  readonly limit?: string
}

/** Shows to the letter what was sent to models that are not local, or says whether it is kept at all. */
export async function egress(call: Call<EgressOptions>): Promise<ExitCode> {
  const { output, options } = call
  const log = new EgressLog((await shelfFor(call)).folders.egress)
  if (options.keep !== undefined) {
    log.keep(options.keep === 'on')
    output.line(log.keeps ? 'From now on what is sent to models that are not local is kept on this machine.' : 'Nothing of what is sent is kept; what was kept is removed.')
    output.data({ keeps: log.keeps })
    return exitCodes.done
  }
  const limit = Number(options.limit ?? '20')
  if (!Number.isInteger(limit) || limit < 1) throw usageError(`"--limit ${clean(options.limit ?? '')}" is no number of entries.`, 'Write a whole number from 1 on.')
  const entries = log.list(limit)
  if (!log.keeps) output.line('What is sent is not kept. "chela egress --keep on" keeps it from now on; the editor shows what was sent since it was opened.')
  else if (entries.length === 0) output.line('Nothing was sent since it is kept.')
  for (const { time, url, model, body, hidden } of entries) {
    output.line(output.paint('bold', `${dateOf(time)}  ${clean(url)}  ${clean(model)}  ${body.length} characters, ${hidden} private ${hidden === 1 ? 'value' : 'values'} kept back`))
    output.line(clean(body, Infinity))
  }
  output.data({ keeps: log.keeps, entries })
  return exitCodes.done
}
