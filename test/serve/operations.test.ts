import { expect, test } from 'vitest'
import { ChelaError } from '../../engine/terms/failure.ts'
import { ask, call, someServer } from './ask-server.ts'
import { smallDesk } from './small-desk.ts'

const hash = 'a'.repeat(64)

test('an operation is called with its arguments and gives its answer', async () => {
  const small = smallDesk({ read: (id: string) => ({ id, text: 'ü' }) })
  const server = await someServer({ desk: small.desk })
  expect((await call(server, 'read', ['mine/tidy'])).json).toEqual({ answer: { id: 'mine/tidy', text: 'ü' } })
  expect((await call(server, 'pause', ['run1'])).json).toEqual({ answer: null })
  expect(small.calls).toEqual([['read', ['mine/tidy']], ['pause', ['run1']]])
})

test.each([
  ['read', []],
  ['read', [5]],
  ['read', ['']],
  ['read', ['a', 'b']],
  ['save', ['mine/a', 'text', 'no hash']],
  ['answer', ['run1', 3, { kind: 'yes', span: 'for ever' }]],
  ['answer', ['run1', 3, { kind: 'expired' }]],
  ['answer', ['run1', 3, { kind: 'yes', span: 'once', more: 1 }]],
  ['answer', ['run1', -1, { kind: 'no' }]],
  ['start', [{ text: 'x', input: [] }]],
  ['start', [{ text: 'x', input: {}, mode: 'test' }]],
  ['accept', ['x', [hash, 'b']]],
  ['unaccept', ['b']],
  ['runs', [{ limit: 0 }]],
  ['entries', ['run1', 1.5]],
  ['fork', [{ run: 'run1', at: 'x' }]],
  ['ask', ['']],
  ['ask', ['tidy', { model: 'mine' }]],
  ['revise', ['chela: 1']],
  ['start', [{ text: 'x', input: {}, contract: { words: 'x', allowed: [{ words: 'all', tool: '*', with: { path: '/' } }], required: [], limits: [] } }]],
  ['changeContract', ['run1', { words: 'x' }]],
])('%s with %j is refused before it is called', async (operation, given) => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk })
  const { status, json } = await call(server, operation, given)
  expect([status, json.error?.code]).toEqual([400, 'bad-arguments'])
  expect(small.calls).toEqual([])
})

test.each(['watch', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'call', 'facts/x', ''])('"%s" is no operation', async (operation) => {
  const small = smallDesk()
  const { status } = await call(await someServer({ desk: small.desk }), operation)
  expect(status).toBe(404)
  expect(small.calls).toEqual([])
})

test('a ChelaError comes through with its code, help and facts', async () => {
  const { desk } = smallDesk({
    start: () => {
      throw new ChelaError('not-accepted', 'Not accepted.', { help: 'Accept it.', facts: { hashes: [hash] }, cause: new Error('/secret/place') })
    },
  })
  const { status, json, text } = await call(await someServer({ desk }), 'start', [{ text: 'x', input: {} }])
  expect(status).toBe(422)
  expect(json).toEqual({ error: { code: 'not-accepted', message: 'Not accepted.', help: 'Accept it.', facts: { hashes: [hash] } } })
  expect(text).not.toContain('secret')
})

test('a fault of the program tells nothing of the machine to the page, and all to who started the server', async () => {
  const told: unknown[] = []
  const { desk } = smallDesk({
    policy: () => {
      throw new TypeError('no such thing in /home/anna/x')
    },
    read: () => {
      throw Object.assign(new Error("EACCES: permission denied, open '/home/anna/x'"), { code: 'EACCES' })
    },
  })
  const server = await someServer({ desk, tell: (error) => told.push(error) })
  const crashed = await call(server, 'policy')
  expect(crashed.status).toBe(500)
  expect(crashed.json.error?.code).toBe('crashed')
  const files = await call(server, 'read', ['a'])
  expect(files.json.error).toMatchObject({ code: 'files', message: 'A file or folder could not be used: this user may not.' })
  expect(crashed.text + files.text).not.toMatch(/anna|\.ts|stack/)
  expect(String(told[0])).toContain('/home/anna/x')
})

test('what is left out at the end stays left out', async () => {
  const small = smallDesk({ settle: () => undefined })
  const server = await someServer({ desk: small.desk })
  await call(server, 'settle', ['run1', true])
  await call(server, 'settle', ['run1', true, null])
  await call(server, 'runs', [{ status: 'waiting', limit: 3 }])
  expect(small.calls).toEqual([['settle', ['run1', true, undefined]], ['settle', ['run1', true, null]], ['runs', [{ status: 'waiting', limit: 3 }]]])
})

test('an operation answers to POST alone', async () => {
  const server = await someServer()
  for (const method of ['GET', 'HEAD']) expect((await ask(server, { method, path: '/api/facts', headers: { authorization: `Bearer ${server.token}` } })).status).toBe(405)
  for (const method of ['PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS', 'PROPFIND']) expect((await ask(server, { method, path: '/api/facts', headers: { authorization: `Bearer ${server.token}` } })).status).toBe(405)
  expect((await call(server, 'stream')).status).toBe(404)
  expect((await ask(server, { method: 'POST', path: '/', body: '[]' })).status).toBe(405)
  expect((await call(server, 'facts', [], { headers: { 'x-http-method-override': 'GET' } })).status).toBe(200)
})
