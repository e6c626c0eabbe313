import { beforeAll, describe, test } from 'vitest'
import { expectTruth, expectUndone } from './deed-laws.ts'
import type { DeedTable } from './deed-world.ts'
import { missingServers, startAccounts } from './account-servers.ts'
import { deedsInDav, deedsInMail, sentByMail, useAccounts } from './deeds-in-accounts.ts'

beforeAll(async () => {
  const { accounts, stop } = await startAccounts()
  useAccounts(accounts)
  return stop
}, 60_000)

const rowsOf = (table: DeedTable) => Object.entries(table).flatMap(([tool, all]) => all.map((drawn, index) => ({ tool, drawn, index })))

describe.skipIf(missingServers.dav).each(rowsOf(deedsInDav))('in an account of a calendar server: $tool ($index)', ({ tool, drawn }) => {
  test('done and undone leaves what it holds, and a refusal changes nothing', () => expectUndone(tool, drawn, 3))
  test('killed before or after any operation, it tells the truth or can be done again', () => expectTruth(tool, drawn, 1))
})

describe.skipIf(missingServers.mail).each(rowsOf(deedsInMail))('in an account of a mail server: $tool ($index)', ({ tool, drawn }) => {
  test('done and undone leaves what it holds, and a refusal changes nothing', () => expectUndone(tool, drawn, 3))
  test('killed before or after any operation, it tells the truth or can be done again', () => expectTruth(tool, drawn, 1))
})

test.skipIf(missingServers.mail).each(rowsOf(sentByMail))('$tool: killed before or after any operation, it tells the truth or that it can not tell', ({ tool, drawn }) => expectTruth(tool, drawn, 1))
