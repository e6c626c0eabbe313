import type { JsonMemoryStore } from '../adapters/json-memory-store.ts'
import { isAsking } from './ask-line.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import type { Output } from './output.ts'
import { readSecret } from './read-secret.ts'
import { usageError } from './report-fault.ts'

const current = 'CHELA_PASSPHRASE'
const next = 'CHELA_NEW_PASSPHRASE'

/** Sets, changes or takes away the passphrase of the memory. It comes from the terminal or a variable, never from an argument. */
export async function changePassphrase(store: JsonMemoryStore, remove: boolean, output: Output): Promise<ExitCode> {
  const isPlain = store.protection() === 'plain'
  if (remove && isPlain) throw usageError('The memory has no passphrase.', '"chela memory passphrase" sets one.')
  const before = isPlain ? undefined : await secret(current, 'Passphrase until now (it is not shown): ')
  if (remove) {
    store.unprotect(before ?? '')
    output.line('The memory lies in plain on this machine again.')
    output.data({ protection: 'plain' })
    return exitCodes.done
  }
  store.protect(await newSecret(), before)
  output.line('The memory is encrypted. Without the passphrase nobody can read it, and it can not be found out again.')
  output.line(output.paint('faint', `Set ${current} for runs without a terminal. Journals of runs, and copies made before, are not encrypted.`))
  output.data({ protection: 'open' })
  return exitCodes.done
}

async function newSecret(): Promise<string> {
  const given = await secret(next, 'New passphrase (it is not shown): ')
  if (process.env[next] === undefined && (await readSecret('The same once more: ')) !== given) throw usageError('The two were not the same. Nothing was changed.', 'Try again.')
  return given
}

async function secret(variable: string, prompt: string): Promise<string> {
  const set = process.env[variable] ?? ''
  if (set !== '') return set
  if (!isAsking()) throw usageError('There is no terminal to type a passphrase at.', `Set ${variable}.`)
  return readSecret(prompt)
}
