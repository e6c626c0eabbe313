import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openaiModel } from '../../engine/adapters/openai-model.ts'
import { foldText } from '../../engine/agent/fold-text.ts'
import { hidePrivate } from '../../engine/agent/private-values.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { scriptedModel } from '../helpers/scripted-model.ts'

const names = ['Ottilie Quastenbrink', '欧阳明珠']
const planted = ['+49 (151) 234-5678', '0049 151 2345679', '020 7946 0958', 'ottilie@quast.example', 'DE89 3704 0044 0532 0130 00', '4111 1111 1111 1111', '17 Rosewood Avenue', 'sk-abcdefghijklmnopqrstuvwx', ...names]
/** What must not be found in what was received, however it is written there. */
const marks = ['1512345678', '1512345679', '2079460958', 'quast.example', '37040044', '4111111111111111', 'rosewood', 'abcdefghijklmnopqrstuvwx', 'ottilie', 'quastenbrink', '欧阳明珠']

const secret = fc.constantFrom(...planted)
const spelling = fc.constantFrom((text: string) => text, (text: string) => text.toUpperCase(), (text: string) => [...text].join('\u200b'), (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))))
const text = fc.tuple(fc.string({ maxLength: 12 }), secret, spelling, fc.string({ maxLength: 12 })).map(([before, value, spelled, after]) => `${before} ${value.startsWith('sk-') ? value : spelled(value)} ${after}`)
const tree: fc.Arbitrary<Json> = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.boolean(), fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(fc.oneof(fc.string({ maxLength: 8 }), secret), tie('tree'), { maxKeys: 3, noNullPrototype: true })),
})).tree

test('no planted private value stands in any byte that a server which is not local received, and the answer has them back', async () => {
  const server = await scriptedModel({ personality: 'sloppy', script: { steps: [{ answer: (prompt) => [prompt.values, 'end'] as Json }] } })
  const model = openaiModel({
    settings: { profile: 'openai', url: server.url, name: 'scripted', local: false },
    key: () => undefined,
    check: (_schema, value) => (Array.isArray(value) && value[1] === 'end' ? undefined : `"${JSON.stringify(value)}" is no pair; ask ottilie@quast.example.`),
    veil: (question, given, schema) => hidePrivate({ question, given, schema }, names.map((value) => ({ kind: 'name', value }))),
    firstWait: 5,
  })
  try {
    await fc.assert(
      fc.asyncProperty(text, fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), tree, { maxKeys: 3, noNullPrototype: true }), async (question, given: JsonObject) => {
        const { value } = await model.answer(question.replaceAll('\n', ' '), given, { type: 'array', items: {} }, new AbortController().signal)
        expect((value as readonly Json[])[0]).toEqual(JSON.parse(JSON.stringify(given)))
      }),
      { numRuns: 40 },
    )
    const bytes = foldText(server.bytes().replaceAll('\\u200b', '')).folded
    const bare = bytes.replace(/(?<=\d)[ ().-]+(?=\d)/g, '')
    for (const mark of marks) expect(bytes.includes(mark) || bare.includes(mark), mark).toBe(false)
  } finally {
    await server.close()
  }
})
