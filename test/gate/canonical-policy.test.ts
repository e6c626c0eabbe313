import { expect, test } from 'vitest'
import { canonicalPolicy } from '../../engine/gate/canonical-policy.ts'
import { someRule } from './gate-facts.ts'

const links: { readonly [path: string]: string } = { '~/Docs': '/home/a/Docs', '/tmp': '/private/tmp', '/a': '/a' }
const canonical = (path: string): Promise<string> => (path in links ? Promise.resolve(links[path] as string) : Promise.reject(new Error('missing')))
const places = async (answer: 'allow' | 'ask' | 'deny', place: string): Promise<readonly string[] | undefined> =>
  (await canonicalPolicy({ rules: [someRule({ answer, with: { path: [place] } })], expires: 1 }, canonical)).rules[0]?.with.path

test('a bound that permits becomes what its path leads to, or nothing', async () => {
  expect(await places('allow', '~/Docs')).toEqual(['/home/a/Docs'])
  expect(await places('allow', '/tmp')).toEqual(['/private/tmp'])
  expect(await places('allow', '/gone')).toEqual([])
})

test('a bound that forbids or asks holds for what was written and for what it leads to', async () => {
  expect(await places('deny', '~/Docs')).toEqual(['/home/a/Docs'])
  expect(await places('ask', '/tmp')).toEqual(['/tmp', '/private/tmp'])
  expect(await places('deny', '/a')).toEqual(['/a'])
  expect(await places('deny', '/gone')).toEqual(['/gone'])
})

test('what is no path stays as it is', async () => {
  for (const place of ['example.org', 'me@x.org', '*.x.org', 'a/b']) expect(await places('allow', place)).toEqual([place])
})
