import fc from 'fast-check'

const point = fc.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff })).map((code) => String.fromCodePoint(code))

/** Gives texts of any code points but halves of pairs. The unit "binary" of fast-check gives the same, but lists all million of them first, which takes seconds. */
export function anyText(maxLength?: number): fc.Arbitrary<string> {
  return fc.string({ unit: point, ...(maxLength !== undefined && { maxLength }) })
}
