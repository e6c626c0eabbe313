import { expect, test } from 'vitest'
import { ExampleIndex } from '../../engine/agent/example-index.ts'
import { LibraryIndex } from '../../engine/agent/library-index.ts'
import type { SkillCard } from '../../engine/agent/skill-card.ts'

const card = (name: string, title: string, more: Partial<SkillCard> = {}): SkillCard => ({ name, title, description: '', examples: [], inputs: {}, ...more })
const names = (index: LibraryIndex, words: string): readonly string[] => index.search(words).map(({ name }) => name)

test('a skill is found by its name, title, description, examples and by synonyms', () => {
  const index = new LibraryIndex()
  index.put(card('tidy-folder', 'Tidy a folder', { examples: ['sort my downloads'] }))
  index.put(card('send-invoice', 'Send an invoice', { description: 'Mails a bill to a customer.' }))
  index.put(card('zhao-pian', '整理照片'))
  for (const [words, name] of [['tidy', 'tidy-folder'], ['sorting downloads', 'tidy-folder'], ['organise a directory', 'tidy-folder'], ['invoices', 'send-invoice'], ['customer bill', 'send-invoice'], ['收拾图片', 'zhao-pian']] as const) expect(names(index, words)[0]).toBe(name)
  expect(names(index, 'volcano')).toEqual([])
})

test('a title says more than a description', () => {
  const index = new LibraryIndex()
  index.put(card('a', 'Water the plants', { description: 'Opens the valve.' }))
  index.put(card('b', 'Valve check', { description: 'Looks after the plants.' }))
  expect(names(index, 'plants')).toEqual(['a', 'b'])
})

test('what was removed or replaced is no longer found, also after many changes', () => {
  const index = new LibraryIndex()
  for (let turn = 0; turn < 300; turn++) index.put(card('one', `Title ${turn}`))
  index.put(card('two', 'Other'))
  expect(index.size).toBe(2)
  expect(names(index, '298')).toEqual([])
  expect(names(index, '299')).toEqual(['one'])
  expect(index.remove('one')).toBe(true)
  expect(index.remove('one')).toBe(false)
  expect(names(index, '299 other')).toEqual(['two'])
})

test('the order of taking in does not change what is found', () => {
  const cards = ['Open the door', 'Close the door', 'Open the window'].map((title, place) => card(`s${place}`, title))
  const scores = [cards, [...cards].reverse()].map((some) => {
    const index = new LibraryIndex()
    for (const one of some) index.put(one)
    return index.search('open door').map(({ name, score }) => `${name} ${score.toFixed(6)}`)
  })
  expect(scores[0]).toEqual(scores[1])
})

test('a few examples tell skills apart, and leave alone what is like none of them', () => {
  const index = new ExampleIndex()
  index.put('weather', ['will it rain tomorrow', 'how warm is it outside', 'what is the forecast'])
  index.put('balance', ['how much money is in my account', 'what is my balance', 'tell me my bank balance'])
  expect(index.likely('is it going to rain')[0]?.name).toBe('weather')
  expect(index.likely('how much money do I have')[0]?.name).toBe('balance')
  expect(index.likely('zebra xylophone')[0]?.belief ?? 0).toBeLessThan(0.05)
  index.remove('weather')
  expect(index.likely('is it going to rain').some(({ name }) => name === 'weather')).toBe(false)
})

test('the fitting skill is found among ten thousand', () => {
  const index = new LibraryIndex()
  const parts = ['open', 'close', 'send', 'sort', 'find', 'mail', 'photo', 'invoice', 'garden', 'report', 'kitchen', 'meeting', 'backup', 'music', 'travel']
  for (let place = 0; place < 10_000; place++) index.put(card(`skill-${place}`, `${parts[place % 15]} the ${parts[(place * 7) % 15]} ${place}`, { examples: [`please ${parts[(place * 3) % 15]} it`] }))
  index.put(card('water-plants', 'Water the orchids', { examples: ['give the orchids some water'] }))
  expect(index.search('the orchids need water', 5)[0]?.name).toBe('water-plants')
})
