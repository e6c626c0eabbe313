import type { EgressView } from '../terms/egress.ts'
import { ChelaError } from '../terms/failure.ts'
import { ModelError } from '../terms/ports.ts'
import type { DeskModels, DeskParts } from './desk-parts.ts'
import type { Desk } from './desk.ts'

/** Milliseconds that trying a model may take. */
const probeTime = 180_000

/** Which model is asked, and what was sent to it. */
export function deskModels({ models }: DeskParts): Pick<Desk, 'model' | 'chooseModel' | 'tryModel' | 'forgetModel' | 'egress' | 'keepEgress'> {
  const here = (): DeskModels => {
    if (models !== undefined) return models
    throw new ChelaError('no-model', 'A page alone asks no model, since it can keep no key.', { help: 'Open the editor with "chela serve".' })
  }
  const left = (limit?: number): EgressView => ({ keeps: here().egress.keeps, entries: here().egress.list(limit) })
  return {
    model: async () => models?.view() ?? { settings: null, from: null, local: false, key: false, fault: null },
    chooseModel: async (wanted, key) => {
      here().choose(wanted, key)
      return here().view()
    },
    tryModel: async () => {
      await here().probe(AbortSignal.timeout(probeTime)).catch(tell)
      return here().view()
    },
    forgetModel: async () => {
      here().forget()
      return here().view()
    },
    egress: async (limit) => (models === undefined ? { keeps: false, entries: [] } : left(limit)),
    keepEgress: async (keep) => {
      here().egress.keep(keep)
      return left()
    },
  }
}

function tell(error: unknown): never {
  if (error instanceof ModelError) throw new ChelaError('no-model', error.message)
  throw error
}
