import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { root } from '../../house/modules.ts'
import { securityHeaders } from '../../../engine/serve/security-headers.ts'

const rulesOf = (policy: string): Map<string, string> => new Map(policy.split(';').map((rule) => rule.trim()).map((rule) => [rule.slice(0, rule.indexOf(' ')), rule.slice(rule.indexOf(' ') + 1)]))

test('the page states the content policy of the server itself, but for what a page alone has to reach and what only a header can say', () => {
  const page = readFileSync(`${root}/editor/index.html`, 'utf8')
  const own = rulesOf(/http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1] ?? '')
  const served = rulesOf(securityHeaders()['Content-Security-Policy'] ?? '')
  served.delete('frame-ancestors')
  expect(own.get('connect-src')).toBe(`${served.get('connect-src')} https:`)
  served.set('connect-src', `${served.get('connect-src')} https:`)
  expect([...own].toSorted()).toEqual([...served].toSorted())
})
