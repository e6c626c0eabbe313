import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AccountsFile } from '../../engine/adapters/accounts-file.ts'

/** Writes a file of accounts into a folder, for its owner only, and opens it. */
export function accountsIn(folder: string, accounts: object): AccountsFile {
  const path = join(folder, 'accounts.json')
  writeFileSync(path, JSON.stringify({ accounts }), { mode: 0o600 })
  return new AccountsFile(path)
}
