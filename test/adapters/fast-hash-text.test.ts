import { expect, test } from 'vitest'
import { fastHashText } from '../../engine/adapters/fast-hash-text.ts'
import { hashText } from '../../engine/terms/hash.ts'

test('gives the hash that every platform gives', () => {
  for (const text of ['', 'chela: 1', 'grüß 🦞', '\ud800 alone', '\u0000', 'x'.repeat(10_000)]) expect(fastHashText(text)).toBe(hashText(text))
})
