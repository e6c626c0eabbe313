import { expect, test } from 'vitest'
import { bodyParts, laidOut } from '../../../editor/views/settings/egress-body.ts'
import { readModel, writtenModel } from '../../../editor/views/settings/model-form.ts'
import type { ModelView } from '../../../engine/index.ts'

const none: ModelView = { settings: null, from: null, local: false, key: false, fault: null }
const able = { jsonSchema: true, tools: true, streaming: true, thinking: false }
const chosen: ModelView = { ...none, settings: { profile: 'vllm', url: 'http://127.0.0.1:8000/v1', name: 'a', local: false, capabilities: able, prices: { prompt: 0.25, completion: 2 }, timeout: 90_000, maxTokens: 100 }, from: 'file' }

test('the form of a model that is left as it is asks for the same model, with what was found about it', () => {
  expect(readModel(writtenModel(chosen), chosen)).toEqual({ wanted: chosen.settings })
  const other = readModel({ ...writtenModel(chosen), name: 'b' }, chosen)
  expect('wanted' in other && other.wanted.capabilities).toBeUndefined()
})

test('what is missing or no number is told at its field', () => {
  expect(readModel(writtenModel(none), none)).toEqual({ faults: { name: expect.any(String) } })
  const written = { ...writtenModel(none), profile: 'custom', name: 'a', promptPrice: '1', maxTokens: '1.5' } as const
  expect(readModel(written, none)).toEqual({ faults: { url: expect.any(String), completionPrice: expect.any(String), maxTokens: 'A whole number.' } })
})

test('a body is shown whole, with the marks of private values apart and nothing hidden', () => {
  const body = '{"content":"Call [PHONE-1-3fa2] \u202eor [NOTE-2]"}'
  const parts = bodyParts(body)
  expect(parts.filter(({ isMark }) => isMark).map(({ text }) => text)).toEqual(['[PHONE-1-3fa2]'])
  expect(parts.map(({ text }) => text).join('')).toBe(body.replace('\u202e', '\\u202e'))
  expect(laidOut(body)).toContain('\n  "content"')
  expect(laidOut(String.raw`{"a":"b\nc\\n"}`)).toContain('b\nc\\\\n')
  expect(laidOut('{"a": 1.0}')).toBeUndefined()
})
