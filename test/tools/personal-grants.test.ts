import { expect, test } from 'vitest'
import { fillDefaults } from '../../engine/expression/fill-defaults.ts'
import { decide } from '../../engine/gate/decide.ts'
import { grantFrom } from '../../engine/gate/grant-from.ts'
import type { Grant } from '../../engine/gate/policy.ts'
import type { Deed } from '../../engine/terms/effect.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import { skillHash, someDeed, someFacts } from '../gate/gate-facts.ts'
import { toolNamed } from './tool-world.ts'

/** What is asked of each place, in two ways; then places, of which a yes to one covers none of the others. */
const asked: { readonly [tool: string]: { readonly ways: readonly JsonObject[]; readonly places: readonly JsonObject[] } } = {
  'calendar.list': { ways: [{ from: '2026-06-01', to: '2026-06-02' }, { from: '2026-07-01', to: '2026-08-01', most: 5 }], places: placesOf('paths', '.ics', 'calendars') },
  'calendar.free': { ways: [{ from: '2026-06-01', to: '2026-06-02' }, { from: '2026-07-01', to: '2026-08-01', minutes: 30 }], places: placesOf('paths', '.ics', 'calendars') },
  'contacts.list': { ways: [{}, { most: 5 }], places: placesOf('paths', '.vcf', 'books') },
  'contacts.search': { ways: [{ text: 'a' }, { text: 'b' }], places: placesOf('paths', '.vcf', 'books') },
  'contacts.find_duplicates': { ways: [{}, { names: false }], places: placesOf('paths', '.vcf', 'books') },
  'mail.search': { ways: [{ subject: 'a' }, { text: 'b', since: '2026-06-01' }], places: placesOf('path', '', 'folder') },
  'mail.read': { ways: [{ id: '1' }, { id: '2', most: 5 }], places: placesOf('path', '', 'folder') },
  'mail.attachments': { ways: [{ id: '1', into: '/home/a/in/x' }, { id: '2', into: '/home/a/in/y' }], places: placesOf('path', '', 'folder') },
}

function placesOf(argument: string, ending: string, part: string): readonly JsonObject[] {
  const path = (name: string): JsonObject => ({ [argument]: argument === 'paths' ? [`${name}${ending}`] : `${name}${ending}` })
  const one = part === 'folder' ? 'Archive' : ['Work']
  return [path('/home/a/one/x'), path('/home/a/two/x'), { account: 'home' }, { account: 'work' }, { account: 'home', [part]: one }]
}

const personal = builtinTools.filter((tool) => tool.personal !== undefined).map((tool) => tool.name)

test('every tool that reads what is personal is looked at here', () => {
  expect(personal.sort()).toEqual(Object.keys(asked).sort())
})

test.each(personal)('a yes to %s covers the place that was shown, whatever is asked of it, and no other place', (name) => {
  const tool = toolNamed(name)
  const { ways = [], places = [] } = asked[name] ?? {}
  const deedOf = (place: JsonObject, way: JsonObject = {}): Deed => someDeed(tool, fillDefaults(tool.input.properties ?? {}, { ...place, ...way }))
  const answer = (deed: Deed, grants: readonly Grant[]): string => decide(deed, someFacts(tool, deed, { accepted: true, grants, run: 'run-1' })).answer
  for (const place of places) {
    const grant = grantFrom({ kind: 'yes', span: 'run' }, deedOf(place, ways[0]), tool, { skill: { hash: skillHash }, run: 'run-1', now: 0 }) as Grant
    for (const other of places) for (const way of ways) expect([other, answer(deedOf(other, way), [])]).toEqual([other, 'ask'])
    for (const other of places) for (const way of ways) expect([place, other, way, answer(deedOf(other, way), [grant])]).toEqual([place, other, way, other === place ? 'allow' : 'ask'])
  }
})
