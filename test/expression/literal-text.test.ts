import fc from 'fast-check'
import { expect, test } from 'vitest'
import { literalText } from '../../engine/expression/literal-text.ts'
import { splitText } from '../../engine/expression/split-text.ts'

test('a literal text reads as it was, whatever signs it has', () => {
  const signs = fc.array(fc.constantFrom('$', '$$', '{', '}', '${', '$${', '${ a }', '$&', "$'", '"', ' ', 'a'), { maxLength: 12 })
  fc.assert(fc.property(signs, (parts) => {
    expect(splitText(literalText(parts.join('')))).toEqual({ parts: [parts.join('')] })
  }))
})

test('what would be an expression is none', () => {
  expect(literalText('it costs ${ price } or $5')).toBe('it costs $${ price } or $5')
})
