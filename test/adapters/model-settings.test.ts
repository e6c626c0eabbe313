import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EgressLog } from '../../engine/adapters/egress-log.ts'
import { KeyStore } from '../../engine/adapters/key-store.ts'
import { addressFault, isLocalModel } from '../../engine/adapters/model-address.ts'
import { chosenModel, fullSettings, keepSettings } from '../../engine/adapters/model-settings.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

test.each([
  ['http://127.0.0.1:8080/v1', undefined, true],
  ['http://localhost:8080/v1', undefined, true],
  ['http://[::1]:8080/v1', undefined, true],
  ['http://127.0.0.1:8080/v1', false, false],
  ['http://192.168.1.5:8080/v1', undefined, false],
  ['http://192.168.1.5:8080/v1', true, true],
  ['http://nas.local/v1', true, true],
  ['https://api.openai.com/v1', true, false],
  ['https://8.8.8.8/v1', true, false],
  ['https://127.0.0.1.example.org/v1', true, false],
  ['https://localhost.example.org/v1', undefined, false],
])('%s with local: %s is local: %s', (url, choice, local) => {
  expect(isLocalModel(url, choice)).toBe(local)
})

test.each(['ftp://example.org', 'http://example.org/v1', 'https://a:b@example.org/v1', 'https://example.org/v1?key=1', 'nonsense', 'http://8.8.8.8/v1'])('%s is no address for questions', (url) => {
  expect(addressFault(url)).toBeDefined()
})

test('settings are kept for their owner only, and read again', () => {
  const path = join(temporaryFolder(), 'config', 'model.json')
  expect(chosenModel(path, {})).toBeUndefined()
  const settings = fullSettings({ profile: 'mimo', name: 'mimo-v2-flash', prices: { prompt: 0.1, completion: 0.3 }, capabilities: { jsonSchema: false, tools: true, streaming: true, thinking: true } })
  keepSettings(path, settings)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(chosenModel(path, {})).toEqual({ settings, from: 'file' })
  expect(settings.url).toBe('https://api.xiaomimimo.com/v1')
})

test('variables go before the file, and what was found of another endpoint is not taken over', () => {
  const path = join(temporaryFolder(), 'model.json')
  keepSettings(path, fullSettings({ profile: 'openai', name: 'one', capabilities: { jsonSchema: true, tools: true, streaming: true, thinking: false } }))
  expect(chosenModel(path, { CHELA_MODEL_NAME: 'two' })?.settings).toEqual({ profile: 'openai', url: 'https://api.openai.com/v1', name: 'two' })
  expect(chosenModel(path, { CHELA_MODEL_URL: 'http://127.0.0.1:1/v1', CHELA_MODEL_NAME: 'x' })?.settings).toEqual({ profile: 'custom', url: 'http://127.0.0.1:1/v1', name: 'x' })
  expect(chosenModel(path, { CHELA_MODEL_PROFILE: 'none' })).toBeUndefined()
  expect(() => chosenModel(path, { CHELA_MODEL_PROFILE: 'ollama' })).toThrow('name of the model is missing')
  expect(() => chosenModel(path, { CHELA_MODEL_PROFILE: '__proto__', CHELA_MODEL_NAME: 'x' })).toThrow('There is no profile')
})

test('settings and keys that others can read or write are not used', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'model.json')
  keepSettings(path, fullSettings({ profile: 'openai', name: 'one' }))
  chmodSync(path, 0o666)
  expect(() => chosenModel(path, {})).toThrow('can be read or written by others')
  const keys = join(folder, 'keys.json')
  writeFileSync(keys, '{}', { mode: 0o644 })
  expect(() => new KeyStore(keys, { programs: false }).get('https://a.example/v1')).toThrow('can be read or written by others')
})

test('a key is given for its own endpoint only, and lies in a file of its owner', () => {
  const path = join(temporaryFolder(), 'keys.json')
  const keys = new KeyStore(path, { programs: false })
  expect(keys.set('https://a.example/v1', 'secret-a')).toBe('file')
  keys.set('https://b.example/v1', 'secret-b')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(keys.get('https://a.example/other')).toBe('secret-a')
  expect(keys.get('https://a.example:8443/v1')).toBeUndefined()
  expect(keys.get('http://a.example/v1')).toBeUndefined()
  expect(keys.get('__proto__')).toBeUndefined()
  expect(() => keys.set('https://a.example', 'two words')).toThrow('That is no key')
  keys.forget('https://a.example/v1')
  keys.forget('https://b.example/v1')
  expect(existsSync(path)).toBe(false)
})

/** A stand-in for the program of the system, since no key store runs here: keeps what comes over standard input, and its arguments. */
const fakeSecretTool = `#!/bin/sh
echo "$@" >> "$KEYS/words"
case "$1" in
  store) cat > "$KEYS/key" ;;
  lookup) cat "$KEYS/key" 2>/dev/null ;;
  clear) rm -f "$KEYS/key" ;;
esac
`

test.runIf(process.platform === 'linux')('a key goes to the key store of the system where there is one, and never as an argument', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'secret-tool'), fakeSecretTool, { mode: 0o755 })
  const before = { path: process.env['PATH'], keys: process.env['KEYS'] }
  Object.assign(process.env, { PATH: `${folder}:${before.path}`, KEYS: folder })
  try {
    const keys = new KeyStore(join(folder, 'keys.json'))
    expect(keys.set('https://a.example/v1', 'secret-a')).toBe('system')
    expect(keys.get('https://a.example/v1')).toBe('secret-a')
    expect(existsSync(join(folder, 'keys.json'))).toBe(false)
    keys.forget('https://a.example/v1')
    expect(keys.get('https://a.example/v1')).toBeUndefined()
    expect(readFileSync(join(folder, 'words'), 'utf8')).not.toContain('secret-a')
  } finally {
    process.env['PATH'] = before.path
    if (before.keys === undefined) delete process.env['KEYS']
  }
})

test('what left is kept in memory, on disk only when asked, and gone when no longer wanted', () => {
  const path = join(temporaryFolder(), 'egress.jsonl')
  const log = new EgressLog(path)
  const entry = (body: string) => ({ time: 1, url: 'https://a.example', model: 'm', body, hidden: 0 })
  log.add(entry('one'))
  expect(existsSync(path)).toBe(false)
  expect(log.list().map(({ body }) => body)).toEqual(['one'])
  log.keep(true)
  log.add(entry('two'))
  log.add(entry('three'))
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(new EgressLog(path).list().map(({ body }) => body)).toEqual(['three', 'two'])
  log.keep(false)
  expect(existsSync(path)).toBe(false)
  for (let times = 0; times < 300; times++) log.add(entry('x'.repeat(100_000)))
  expect(log.list(1000).length).toBeLessThanOrEqual(168)
  expect(log.count).toBe(303)
})
