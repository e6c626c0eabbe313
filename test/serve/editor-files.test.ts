import { rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ask, builtEditor, someServer } from './ask-server.ts'

test('the page and the files of the built editor are sent with their types', async () => {
  const server = await someServer()
  for (const path of ['/', '/index.html', '/?x=1']) {
    const { status, headers, text } = await ask(server, { path })
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(text).toContain('the page')
  }
  const script = await ask(server, { path: '/assets/main-0a1B2c3D.js' })
  expect([script.status, script.headers['content-type'], script.text]).toEqual([200, 'text/javascript; charset=utf-8', 'export {}'])
  expect((await ask(server, { path: '/sw.js' })).headers['cache-control']).toBe('no-cache')
  const head = await ask(server, { method: 'HEAD', path: '/sw.js' })
  expect([head.status, head.text]).toEqual([200, ''])
})

test('the page gets a nonce for its styles, a new one each time', async () => {
  const server = await someServer()
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const { headers, text } = await ask(server, { path: '/' })
      const nonce = /<meta property="csp-nonce" nonce="([^"]{20,})">/.exec(text)?.[1] as string
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}';`)
      return nonce
    }),
  )
  expect(new Set(nonces).size).toBe(2)
})

test.each([
  '/../secret.js',
  '/assets/../../secret.js',
  '/%2e%2e/secret.js',
  '/..%2fsecret.js',
  '/%252e%252e%252fsecret.js',
  '/..\\secret.js',
  '/%5c..%5csecret.js',
  '/assets/..;/..;/secret.js',
  '/./sw.js',
  '/assets//main-0a1B2c3D.js',
  '/SW.JS',
  '/sw.js/',
  '/sw.js%00.html',
  '/etc/passwd',
  '/C:\\secret.js',
  '/assets',
  '/assets/',
  '/constructor',
  '/__proto__',
])('%s leads nowhere', async (path) => {
  const { status, headers, text } = await ask(await someServer(), { path })
  expect(status).toBe(path.includes('\\') ? 400 : 404)
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(text).not.toContain('secret')
})

test('a link in the folder is not followed, and a file of another kind is not sent', async () => {
  const editor = builtEditor()
  symlinkSync(join(editor, '..', 'secret.js'), join(editor, 'link.js'))
  writeFileSync(join(editor, 'notes.env'), 'secret')
  const server = await someServer({ editor })
  for (const path of ['/link.js', '/notes.env']) expect((await ask(server, { path })).status).toBe(404)
})

test('an editor that is not built is told in words, and shows as soon as it is', async () => {
  const editor = builtEditor()
  rmSync(join(editor, 'index.html'))
  const server = await someServer({ editor })
  const before = await ask(server, { path: '/' })
  expect(before.status).toBe(503)
  expect(before.text).toContain('The editor is not built yet.')
  expect((await ask(server, { path: '/sw.js' })).status).toBe(404)
  writeFileSync(join(editor, 'index.html'), '<html><head></head>first</html>')
  expect((await ask(server, { path: '/' })).text).toContain('first')
  writeFileSync(join(editor, 'new.js'), '1')
  writeFileSync(join(editor, 'index.html'), '<html><head></head>second</html>')
  utimesSync(join(editor, 'index.html'), 1, 1)
  expect((await ask(server, { path: '/' })).text).toContain('second')
  expect((await ask(server, { path: '/new.js' })).status).toBe(200)
})
