import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchBound, touches } from '../../engine/gate/match-bound.ts'
import { posix } from 'node:path'
import type { ControlKind } from '../../engine/terms/tool.ts'
import { someTool } from './gate-facts.ts'
import { anyText } from '../helpers/any-text.ts'

const paths: readonly (readonly [value: string, bound: string, inside: boolean])[] = [
  ['/a/b', '/a/b', true],
  ['/a/b/c', '/a/b', true],
  ['/a/b/c', '/a/b/', true],
  ['/a/b', '/a/b/', true],
  ['/a/b/', '/a/b', true],
  ['/anything', '/', true],
  ['/', '/', true],
  ['/a/bc', '/a/b', false],
  ['/a', '/a/b', false],
  ['/', '/a', false],
  ['/a/b/../c', '/a/b', false],
  ['/a/b/..', '/a/b', false],
  ['/a/b/./c', '/a/b', false],
  ['/a/b//c', '/a/b', false],
  ['//a/b', '/a/b', false],
  ['/a/b/..\\..\\c', '/a/b', false],
  ['/a/b/c\0.txt', '/a/b', false],
  ['/a/b/...', '/a/b', true],
  ['/a/b/..c', '/a/b', true],
  ['/A/b/c', '/a/b', false],
  ['a/b/c', 'a/b', false],
  ['~/b/c', '~/b', false],
  ['', '', false],
  ['', '/', false],
  ['/a/b', '', false],
  ['/a/b/c', '/a/../a/b', false],
  [' /a/b', '/a/b', false],
  ['file:///a/b', '/a/b', false],
  ['/caf\u0065\u0301/x', '/caf\u00e9', false],
  ['/a\uff0fb/c', '/a/b', false],
  ['C:\\Users\\a\\x', 'C:\\Users\\a', true],
  ['c:\\Users\\a\\x', 'C:\\Users\\a', true],
  ['C:/Users/a/x', 'C:\\Users\\a', true],
  ['C:\\Users\\a\\x', 'C:\\', true],
  ['D:\\Users\\a', 'C:\\', false],
  ['C:\\Users\\ab', 'C:\\Users\\a', false],
  ['C:\\Users\\a\\..\\b', 'C:\\Users\\a', false],
  ['C:\\Users\\a\\x.txt:stream', 'C:\\Users\\a', false],
  ['C:\\Users\\a\\x.', 'C:\\Users\\a', false],
  ['C:\\Users\\a\\.. \\x', 'C:\\Users\\a', false],
  ['C:x', 'C:\\', false],
  ['\\\\?\\C:\\Users\\a\\x', 'C:\\Users\\a', false],
  ['\\\\.\\C:\\Users\\a', '\\\\.\\C:\\Users', false],
  ['\\\\server\\share\\a\\x', '\\\\server\\share\\a', true],
  ['\\\\server\\share\\ab', '\\\\server\\share\\a', false],
  ['\\Users\\a', 'C:\\', false],
  ['/Users/a', 'C:\\', false],
  ['C:\\Users', '/', false],
]

test.each(paths)('the path %j inside %j: %s', (value, bound, inside) => expect(matchBound('path', value, bound)).toBe(inside))

const hosts: readonly (readonly [value: string, bound: string, fits: boolean])[] = [
  ['example.org', 'example.org', true],
  ['EXAMPLE.org', 'example.ORG', true],
  ['example.org.', 'example.org', true],
  ['example.org:443', 'example.org', true],
  ['example.org:8443', 'example.org', false],
  ['example.org:8443', 'example.org:8443', true],
  ['example.org:08443', 'example.org:8443', true],
  ['example.org', 'example.org:8443', false],
  ['a.example.org', '*.example.org', true],
  ['a.b.example.org', '*.example.org', true],
  ['example.org', '*.example.org', false],
  ['.example.org', '*.example.org', false],
  ['a..example.org', '*.example.org', false],
  ['badexample.org', '*.example.org', false],
  ['a.example.org', 'example.org', false],
  ['example.org.evil.net', 'example.org', false],
  ['example.org@evil.net', 'example.org', false],
  ['evil.net/example.org', '*.org', false],
  ['evil.net#.example.org', '*.example.org', false],
  ['evil.net?.example.org', '*.example.org', false],
  ['evil.net\\.example.org', '*.example.org', false],
  ['evil.net%2f.example.org', '*.example.org', false],
  ['evil.net\n.example.org', '*.example.org', false],
  [' example.org', 'example.org', false],
  ['https://example.org', 'example.org', true],
  ['HTTPS://EXAMPLE.org/a?b=c#d', 'example.org', true],
  ['https://example.org./a', 'example.org', true],
  ['https://example.org:443/a', 'example.org', true],
  ['http://example.org:443/a', 'example.org', true],
  ['https://example.org:8443/a', 'example.org', false],
  ['https://example.org:8443/a', 'example.org:8443', true],
  ['https://a.example.org/a', '*.example.org', true],
  ['https://example.org/a', '*.example.org', false],
  ['https://evil.net/example.org', 'example.org', false],
  ['https://evil.net?example.org', 'example.org', false],
  ['https://evil.net#.example.org', '*.example.org', false],
  ['https://example.org@evil.net/', 'example.org', false],
  ['https://example.org@evil.net/', 'evil.net', false],
  ['https://evil.net@example.org/', 'example.org', false],
  ['http://a@example.org', 'example.org', false],
  ['https://:@example.org', 'example.org', false],
  ['https://evil.net\\@example.org/', 'example.org', false],
  ['https://evil.net\\.example.org/', '*.example.org', false],
  ['https:\\\\example.org/', 'example.org', false],
  ['https:/example.org/', 'example.org', false],
  ['https:example.org', 'example.org', false],
  ['https:///example.org/', 'example.org', false],
  ['https://exam\tple.org/', 'example.org', false],
  ['https://example.org/a\nb', 'example.org', false],
  [' https://example.org/', 'example.org', false],
  ['https://example.org /', 'example.org', false],
  ['https://evil.net%2f.example.org/', '*.example.org', false],
  ['https://ex%61mple.org/', 'example.org', false],
  ['https://ex\u0430mple.org/', 'example.org', false],
  ['https://b\u00fccher.example/', 'xn--bcher-kva.example', true],
  ['https://xn--bcher-kva.example/', 'b\u00fccher.example', true],
  ['https://example.org../', 'example.org', false],
  ['https://.example.org/', '*.example.org', false],
  ['http://[::1]/', '::1', true],
  ['http://[::1]:22/', '::1', false],
  ['http://[0:0:0::1]:80/', '[::1]', true],
  ['http://[::ffff:127.0.0.1]/', '127.0.0.1', false],
  ['http://2130706433/', '127.0.0.1', true],
  ['http://0x7f.1/', '127.0.0.1', true],
  ['http://017700000001/', '127.0.0.1', true],
  ['http://2130706433/', 'localhost', false],
  ['http://10.0.0.1/', '*.0.0.1', false],
  ['http://256.1.1.1/', '256.1.1.1', false],
  ['ftp://example.org/', 'example.org', false],
  ['javascript://example.org/', 'example.org', false],
  ['file://example.org/', 'example.org', false],
  ['https://', 'example.org', false],
  ['https://example.org/feed', 'https://example.org/feed', true],
  ['https://EXAMPLE.org/feed', 'https://example.org/feed', true],
  ['https://example.org/feed/', 'https://example.org/feed', false],
  ['https://example.org/', 'https://example.org/feed', false],
  ['example.org', 'https://example.org/', false],
  ['https://a@example.org/', 'https://a@example.org/', false],
  ['example.org..', 'example.org', false],
  ['ex\u0430mple.org', 'example.org', false],
  ['xn--exmple-4nf.org', 'example.org', false],
  ['b\u00fccher.example', 'xn--bcher-kva.example', true],
  ['B\u00dcCHER.example', 'b\u00fccher.example', true],
  ['anything.example', '*', false],
  ['example.org', '', false],
  ['', '', false],
  ['10.0.0.1', '10.0.0.1', true],
  ['10.0.0.1', '*.0.0.1', false],
  ['10.0.0.1', '*.1', false],
  ['127.1', '127.0.0.1', true],
  ['0x7f.1', '*.1', false],
  ['2130706433', 'localhost', false],
  ['localhost', '127.0.0.1', false],
  ['[::1]', '[::1]', true],
  ['[0:0::1]:443', '::1', true],
  ['[::1]:22', '::1', false],
  ['::ffff:10.0.0.1', '10.0.0.1', false],
]

test.each(hosts)('the host %j for %j: %s', (value, bound, fits) => expect(matchBound('host', value, bound)).toBe(fits))

const addresses: readonly (readonly [value: string, bound: string, same: boolean])[] = [
  ['me@example.org', 'me@example.org', true],
  ['me@EXAMPLE.org', 'me@example.org', true],
  ['Me@example.org', 'me@example.org', false],
  ['me@example.org,you@evil.net', 'me@example.org', false],
  ['me@example.org ', 'me@example.org', false],
  ['<me@example.org>', 'me@example.org', false],
  ['me@example.org\nBcc: you@evil.net', 'me@example.org', false],
  ['me@\u212Aelvin.org', 'me@kelvin.org', false],
  ['you@example.org', '*@example.org', false],
  ['+49 30 123-456', '+4930123456', true],
  ['0049 30 123456', '+4930123456', true],
  ['030123456', '+4930123456', false],
  ['+4930123456;+4930999999', '+4930123456', false],
  ['+49\u06f3\u06f0', '+4930', false],
]

test.each(addresses)('the address %j for %j: %s', (value, bound, same) => expect(matchBound('address', value, bound)).toBe(same))

test('an id fits letter by letter only', () => {
  expect(matchBound('id', 'inbox', 'inbox')).toBe(true)
  for (const value of ['Inbox', 'inbox ', '', 'in\u200bbox', '*']) expect(matchBound('id', value, 'inbox')).toBe(false)
  expect(matchBound('id', 'inbox', '*')).toBe(false)
})

test('of a list every element must fit, and what is no text fits nothing', () => {
  expect(matchBound('path', ['/a/b', '/a/c'], '/a')).toBe(true)
  for (const value of [[], ['/a/b', '/c'], ['/a/b', null], [['/a/b']], 5, null, true, {}, undefined]) expect(matchBound('path', value, '/a')).toBe(false)
  expect(matchBound('id', 5, '5')).toBe(false)
})

test('a rule that forbids also catches what only may be meant', () => {
  const touched = (kind: ControlKind, value: unknown, bound: string): boolean =>
    touches(someTool({ control: { target: kind } }), { target: value as never }, { target: [bound] }, true)
  for (const path of ['/A/B/c', '/a/b. /c', '/a//b/c', '/a/x/../b/c', 'b', '/a\uff0fb/c', '/a', '/', ['/z', '/a/b'], 5, null, []]) expect(touched('path', path, '/a/b')).toBe(true)
  for (const path of ['/a/bc', '/z', ['/y', '/z']]) expect(touched('path', path, '/a/b')).toBe(false)
  for (const host of ['EVIL.net', 'https://evil.net/x', 'user@evil.net', 'evil.net:8080', 'http://a@evil.net/', 'https:/evil.net', 'https:\\\\evil.net\\x', 'evil\uff0enet', 'evil net']) expect(touched('host', host, 'evil.net')).toBe(true)
  expect(touched('host', 'good.net', 'evil.net')).toBe(false)
  for (const host of ['192.0.2.1', '3221225985', '0xc0.0.2.1', '0300.0.2.1', '192.0.513', '192.0.2.1.', 'http://[::ffff:192.0.2.1]/', '[::ffff:c000:201]:80', '[0:0:0:0:0:FFFF:C000:0201]', '[64:ff9b::192.0.2.1]', 'http://\uff11\uff19\uff12.0.2.1/']) expect([host, touched('host', host, '192.0.2.1')]).toEqual([host, true])
  expect(touched('host', '192.0.2.10', '[::ffff:192.0.2.10]')).toBe(true)
  expect(touched('host', '[::ffff:192.0.2.10]', '192.0.2.1')).toBe(false)
  for (const address of ['Evil <EVIL@x.org>', 'a@b.org,evil@x.org', 'evil@x.org\n']) expect(touched('address', address, 'evil@x.org')).toBe(true)
  expect(touched('address', '030 123456', '+49 30 123456')).toBe(true)
  expect(touched('address', 'good@x.org', 'evil@x.org')).toBe(false)
  expect(touched('id', 'INBOX ', 'inbox')).toBe(true)
  expect(touched('id', 'outbox', 'inbox')).toBe(false)
})

test('a read of a folder above is not caught by a rule about a folder inside it', () => {
  const tool = someTool({ class: 'read', control: { folder: 'path' } })
  expect(touches(tool, { folder: '/a' }, { folder: ['/a/b'] }, true)).toBe(false)
})

test('a rule with an argument the tool does not have speaks of it only where it names this tool', () => {
  expect(touches(someTool(), {}, { folder: ['/a'] }, true)).toBe(false)
  expect(touches(someTool(), {}, { folder: ['/a'] }, false)).toBe(true)
})

const piece = fc.constantFrom('a', 'b', 'A', '..', '.', '', 'bc', 'c ', 'C:', '\\', '\0', '\u00e9', 'e\u0301', '...', '\\..', '*', 'x.org', '@', '1', ':')
const text = fc.oneof(fc.array(piece, { maxLength: 6 }).map((pieces) => `/${pieces.join('/')}`), fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('')), fc.string())

test('no path is inside a folder that it leaves by the rules of the system', () => {
  fc.assert(
    fc.property(text, text, (value, bound) => {
      if (!matchBound('path', value, bound) || !value.startsWith('/')) return
      const way = posix.relative(posix.normalize(bound), posix.normalize(value))
      expect(way === '' || !(way === '..' || way.startsWith('../') || posix.isAbsolute(way))).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('what fits narrowly fits widely too', () => {
  const kind = fc.constantFrom<ControlKind>('path', 'host', 'address', 'id')
  const near = text.chain((bound) => fc.tuple(fc.constant(bound), fc.oneof(text, fc.constant(bound), text.map((end) => bound + end), fc.constant(bound.toUpperCase()), fc.constant(`a.${bound}`))))
  fc.assert(
    fc.property(kind, near, (kind, [bound, value]) => {
      if (!matchBound(kind, value, bound)) return
      expect(touches(someTool({ control: { target: kind } }), { target: value }, { target: [bound] }, true)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('any two texts are compared without a throw', () => {
  fc.assert(
    fc.property(fc.constantFrom<ControlKind>('path', 'host', 'address', 'id'), anyText(), anyText(), (kind, value, bound) => {
      matchBound(kind, value, bound)
      touches(someTool({ control: { target: kind } }), { target: value }, { target: [bound] }, true)
    }),
  )
})

test('long hostile texts are compared at once', () => {
  const start = performance.now()
  for (const long of ['a.'.repeat(200_000), '/a'.repeat(200_000), '1'.repeat(400_000), `${'1 '.repeat(200_000)}x`, `a@${'b.'.repeat(200_000)}`, ':'.repeat(400_000)]) {
    for (const kind of ['path', 'host', 'address', 'id'] as const) {
      matchBound(kind, long, `${long}x`)
      touches(someTool({ control: { target: kind } }), { target: long }, { target: [`${long}x`] }, true)
    }
  }
  expect(performance.now() - start).toBeLessThan(2_000)
})
