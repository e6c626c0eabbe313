import { expect, test } from 'vitest'
import { narrowUnseen } from '../../engine/desk/narrow-unseen.ts'
import type { Contract } from '../../engine/terms/contract.ts'
import type { Json } from '../../engine/terms/json.ts'
import type { Model } from '../../engine/terms/ports.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'

test('a model that narrows a contract is shown stand-ins, and what it says holds for the places themselves', async () => {
  const tool = builtinTools.find(({ name }) => name === 'file.move')
  if (tool === undefined) throw new Error('file.move')
  const bounds = { from: ['~/Secret plans'], to: ['~/Secret plans'] }
  const contract: Contract = { words: 'tidy it', allowed: [{ words: 'move inside ~/Secret plans', tool: 'file.move', with: bounds }], required: [], limits: [], until: undefined }
  const told: Json[] = []
  const model = {
    answer: async (question: string, given: Json) => {
      told.push(question, given)
      return { value: { required: [{ deed: 0, times: 2 }], limits: [{ deed: 0, times: 5 }] }, usage: undefined }
    },
  } as unknown as Model
  const narrow = await narrowUnseen(contract, [{ tool, bounds, atLeast: 0 }], ['~/Secret plans'], model, AbortSignal.timeout(1000))
  expect(JSON.stringify(told)).not.toContain('Secret')
  expect(JSON.stringify(told)).toContain('<1>')
  expect(narrow).toMatchObject({ allowed: contract.allowed, required: [{ ...contract.allowed[0], times: 2 }], limits: [{ tool: 'file.move', times: 5 }] })
})
