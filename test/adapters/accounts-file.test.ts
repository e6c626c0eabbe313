import { chmodSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AccountsFile, isLoopback } from '../../engine/adapters/accounts-file.ts'
import { accountsIn } from '../helpers/accounts-text.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const dav = { url: 'https://dav.example.org/', user: 'ada', password: 'tell-nobody-7' }

function faultOf(accounts: object, name = 'home'): { readonly code: string; readonly message: string } {
  try {
    accountsIn(temporaryFolder(), accounts).find(name)
  } catch (error) {
    return error as { code: string; message: string }
  }
  throw new Error('It was taken.')
}

test('an account is read with its parts', () => {
  const imap = { host: 'mail.example.org', user: 'ada', password: 'p' }
  const account = accountsIn(temporaryFolder(), { home: { dav, imap, smtp: { ...imap, port: 587 }, address: 'ada@example.org', name: 'Ada', folders: { sent: 'Sent Items' } } }).find('home')
  expect(account.imap).toEqual({ ...imap, port: 993, secure: true })
  expect(account.smtp).toEqual({ ...imap, port: 587, secure: false })
  expect([account.dav?.url.href, account.address, account.shownName, account.folders.sent]).toEqual([dav.url, 'ada@example.org', 'Ada', 'Sent Items'])
})

test('a file that others may read, a link, and one that is not there are refused with what to do', () => {
  const folder = temporaryFolder()
  expect(() => new AccountsFile(join(folder, 'none.json')).find('home')).toThrow(/Write it by hand/)
  const accounts = accountsIn(folder, { home: { dav } })
  if (process.platform === 'win32') return
  chmodSync(join(folder, 'accounts.json'), 0o640)
  expect(() => accounts.find('home')).toThrow(/chmod 600/)
  symlinkSync(join(folder, 'accounts.json'), join(folder, 'link.json'))
  expect(() => new AccountsFile(join(folder, 'link.json')).find('home')).toThrow(/not a link/)
})

test('each fault of the file says what is missing and never what it holds', () => {
  const faults = [
    faultOf({}), faultOf({ home: 1 }), faultOf({ home: { dav: { ...dav, url: 'ftp://x/' } } }), faultOf({ home: { dav: { ...dav, url: 'http://dav.example.org/' } } }),
    faultOf({ home: { dav: { url: dav.url, password: dav.password } } }), faultOf({ home: { imap: { host: 'a b', user: 'u', password: dav.password } } }),
    faultOf({ home: { smtp: { host: 'a', port: 0, user: 'u', password: dav.password } } }), faultOf({ home: { address: 'x', dav } }),
    faultOf({ home: { dav } }, '__proto__'), faultOf({ home: { dav: { ...dav, url: 'https://ada:tell-nobody-7@dav.example.org/' } } }),
  ]
  expect(faults.map(({ code }) => code)).toEqual(['no-account', 'no-account', 'no-account', 'insecure', ...Array.from({ length: 6 }, () => 'no-account')])
  for (const { message } of faults) expect(message).not.toContain('tell-nobody')
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'a.json'), '{"accounts": {"home": {"password": "tell-nobody-7" oops', { mode: 0o600 })
  expect(() => new AccountsFile(join(folder, 'a.json')).find('home')).toThrow(/not JSON(?!.*tell-nobody)/)
})

test('only this very machine counts as loopback', () => {
  expect(['localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]'].map(isLoopback)).not.toContain(false)
  expect(['localhost.example.org', '127.0.0.1.example.org', '10.0.0.1', '0.0.0.0', 'example.org'].map(isLoopback)).not.toContain(true)
})
