import { onTestFinished } from 'vitest'
import { openaiModel } from '../../engine/adapters/openai-model.ts'
import { checkValue } from '../../engine/expression/check-value.ts'
import type { Model } from '../../engine/terms/ports.ts'
import { scriptedModel, type ScriptedModel } from '../helpers/scripted-model.ts'
import type { Script } from '../helpers/scripted-model-script.ts'

/** Gives a model on this machine that answers by a script, over the real protocol; its server ends with the test. */
export async function modelFor(script: Script): Promise<{ readonly server: ScriptedModel; readonly model: Model }> {
  const server = await scriptedModel({ script })
  onTestFinished(() => server.close())
  const model = openaiModel({
    settings: { profile: 'custom', url: server.url, name: 'scripted', local: true },
    key: () => undefined,
    check: (schema, value) => checkValue(schema, value)[0]?.message,
    veil: () => {
      throw new Error('A local model is told as it is.')
    },
    firstWait: 1,
  })
  return { server, model }
}
