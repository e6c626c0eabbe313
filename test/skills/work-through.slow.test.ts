import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openaiModel } from '../../engine/adapters/openai-model.ts'
import { hidePrivate } from '../../engine/agent/private-values.ts'
import { checkValue } from '../../engine/expression/check-value.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { scriptedModel } from '../helpers/scripted-model.ts'
import { expectDone, realPlace, runShipped, undoAll } from './real-run.ts'

const count = 200
const nameOf = (index: number): string => `bill-${String(index).padStart(3, '0')}.txt`
const indexOf = (path: Json | undefined): number => Number(/bill-(\d+)\.txt$/.exec(String(path))?.[1] ?? -1)

/** It looks once, then puts what is shown away, file after file, and knows no more than what stands in the question. */
function nextDeed({ paths, file_move: moved }: JsonObject): Json {
  const shown = (paths as { readonly [list: string]: readonly string[] })['file_list.files'] ?? []
  const next = indexOf((moved as JsonObject | null)?.['from']) + 1
  if (shown.length === 0) return { deed: 'file.list', file_list: { folder: { of: 'allowed', at: 0 } } }
  if (next >= count) return { deed: 'done' }
  const at = next - indexOf(shown[0])
  if (at >= shown.length) return { deed: 'look again', from: next }
  return { deed: 'file.move', file_move: { from: { of: 'file_list.files', at }, to: { of: 'allowed', at: 0, below: `shelf-${next % 5}`, named: { of: 'file_list.files', at } } } }
}

test('a folder of 200 files is worked through with a model over the real protocol, and it is all taken back', async () => {
  const place = await realPlace()
  mkdirSync(place.folder, { recursive: true })
  for (let index = 0; index < count; index++) writeFileSync(join(place.folder, nameOf(index)), `bill ${index}`)
  const before = readdirSync(place.folder).sort()
  const server = await scriptedModel({ script: { steps: [{ answer: ({ values }) => nextDeed(values) }] }, personality: 'exact' })
  const model = openaiModel({
    settings: { profile: 'openai', url: server.url, name: 'scripted', capabilities: { jsonSchema: true, tools: true, streaming: false, thinking: false } },
    key: () => 'sk-test',
    check: (schema, value) => checkValue(schema, value).map(({ message }) => message)[0],
    veil: (question, given, schema) => hidePrivate({ question, given, schema }),
    leaving: () => {},
    firstWait: 1,
  })
  const world = place.world({ model })
  const ended = await runShipped(world, 'work-through', { folder: place.folder })
  await server.close()
  expectDone(ended, 3 * count)
  expect(ended.output).toMatchObject({ deeds: count })
  for (let index = 0; index < count; index++) expect(readFileSync(join(place.folder, `shelf-${index % 5}`, nameOf(index)), 'utf8')).toBe(`bill ${index}`)
  await undoAll(world, ended.run)
  expect(readdirSync(place.folder).sort()).toEqual(before)
})
