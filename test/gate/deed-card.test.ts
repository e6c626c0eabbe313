import { expect, test } from 'vitest'
import { deedCard } from '../../engine/gate/deed-card.ts'
import type { Decision } from '../../engine/terms/decision.ts'
import { hashDeed } from '../../engine/terms/hash.ts'
import { foreign, listTool, moveInput, person, someDeed, someTool } from './gate-facts.ts'

const ask: Decision = { answer: 'ask', rule: 'labels', because: 'The path came from elsewhere.' }
const crash = (): string => {
  throw new Error('broken')
}

test('a card tells the deed in words, its arguments with where each came from, and what a yes is bound to', () => {
  const deed = someDeed(someTool(), moveInput, { from: [person], to: [person, foreign] })
  expect(deedCard(deed, someTool(), ask)).toEqual({
    tool: 'file.move',
    words: 'move /home/a/Downloads/x.pdf to /home/a/Downloads/pdf/x.pdf',
    input: moveInput,
    hash: hashDeed('file.move', moveInput),
    origins: [
      { argument: 'from', value: moveInput.from, from: [person] },
      { argument: 'to', value: moveInput.to, from: [person, foreign] },
    ],
    led: [],
    undoable: true,
    because: 'The path came from elsewhere.',
  })
})

test('an argument without labels is from the skill text', () => {
  const card = deedCard(someDeed(someTool(), JSON.parse('{"to":"/a","constructor":1,"__proto__":2}')), someTool(), ask)
  expect(card.origins.map(({ argument, from }) => [argument, from])).toEqual(
    ['to', 'constructor', '__proto__'].map((argument) => [argument, [{ trust: 'skill', source: 'the skill text' }]]),
  )
})

test('what can not be undone is marked, and a read leaves nothing to undo', () => {
  const deed = someDeed(someTool(), moveInput)
  const { undo: _, ...without } = someTool()
  expect(deedCard(deed, without, ask).undoable).toBe(false)
  expect(deedCard(deed, { ...without, class: listTool.class }, ask).undoable).toBe(true)
})

test('a tool that can not say its deed is quoted by its arguments', () => {
  const deed = someDeed(someTool(), { to: '/a\u202Eb', deep: { x: 1 } })
  for (const describe of [crash, () => '', () => 5 as never, () => '  ']) {
    expect(deedCard(deed, someTool({ describe }), ask).words).toBe('Move a file: to "/a\\u202eb", deep "{"x":1}"')
  }
})

test('hidden characters in the words are shown, and endless words are cut', () => {
  const deed = someDeed(someTool(), moveInput)
  expect(deedCard(deed, someTool({ describe: () => 'move\u200b\n\u{E0041}x' }), ask).words).toBe('move\\u200b\\u000a\\ue0041x')
  expect(deedCard(deed, someTool({ describe: () => 'x'.repeat(10_000) }), ask).words).toHaveLength(401)
})

test('the hash of a card does not depend on the order of keys', () => {
  const tool = someTool()
  const one = deedCard(someDeed(tool, { from: '/a', to: '/b' }), tool, ask)
  const two = deedCard(someDeed(tool, { to: '/b', from: '/a' }), tool, ask)
  expect(one.hash).toBe(two.hash)
})
