import { expect, test } from 'vitest'
import { factsToOffer } from '../../engine/agent/facts-to-offer.ts'
import { knownOfFacts } from '../../engine/agent/known-of-facts.ts'
import { hidePrivate } from '../../engine/agent/private-values.ts'
import type { Json } from '../../engine/terms/json.ts'
import { saidByPerson, type Fact } from '../../engine/terms/memory.ts'

const fact = (key: string, value: Json, more: Partial<Fact> = {}): Fact => ({ key, value, ...saidByPerson, ...more })
const facts = [
  fact('home_address', '3 Mill Lane'),
  fact('pictures', '/home/ana/Pictures'),
  fact('partner_mail', 'bo@example.org'),
  fact('age', 41),
  fact('last_sweep', '2026-01-01', { source: { kind: 'run', run: 'r', skill: 'sweep', how: 'noted' } }),
  fact('address', 'evil', { foreign: [{ trust: 'untrusted', source: 'a page' }], source: { kind: 'run', run: 'r', skill: 's', how: 'confirmed' } }),
]
const offered = (input: string, schema: object) => factsToOffer(input, schema, facts).map(({ fact: { key } }) => key)

test('a fact is offered by its name, by words of the description and by the kind of value', () => {
  expect(offered('home_address', { type: 'string' })[0]).toBe('home_address')
  expect(factsToOffer('address_home', { type: 'string' }, facts)[0]).toMatchObject({ fact: { key: 'home_address' }, score: 0.9 })
  expect(offered('recipient', { type: 'string', description: 'Mail of your partner' })).toEqual(['partner_mail'])
  expect(offered('recipient', { type: 'string', format: 'email' })).toEqual(['partner_mail'])
  expect(offered('folder', { type: 'string', format: 'path' })).toEqual(['pictures'])
  expect(offered('colour', { type: 'string' })).toEqual([])
})

test('what does not fit, what others wrote and what a skill merely noted is not offered', () => {
  expect(offered('age', { type: 'string' })).toEqual([])
  expect(offered('address', { type: 'string' })).not.toContain('address')
  expect(offered('last_sweep', { type: 'string' })).toEqual([])
})

test('a fact with a privacy mark stands behind a placeholder in what leaves, whatever its name', () => {
  const known = knownOfFacts([fact('project', { title: 'Blue heron', room: 4711 }, { private: true }), fact('colour', 'green')])
  const { question, given } = hidePrivate({ question: 'Is Blue Heron green?', given: { text: 'blue heron meets in 4711' }, schema: {} }, known)
  expect(JSON.stringify([question, given])).not.toMatch(/heron|4711/i)
  expect(question).toContain('green')
})
