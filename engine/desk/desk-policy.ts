import { loadPolicy } from '../load-policy.ts'
import { hashText } from '../terms/hash.ts'
import { positionAt } from '../terms/position.ts'
import type { Desk } from './desk.ts'
import type { DeskParts } from './desk-parts.ts'

const longest = 1024 * 1024

/** The rules of the person. A text with errors is not saved: with one, every deed would be denied. */
export function deskPolicy({ policy, decisions, toolbox }: DeskParts): Pick<Desk, 'policy' | 'savePolicy'> {
  return {
    policy: async () => {
      const text = await policy.read()
      return { text, hash: hashText(text) }
    },
    savePolicy: async (text, base) => {
      if (text.length > longest) return { refused: 'A policy has at most 1 MiB.' }
      const fault = text === '' ? undefined : loadPolicy(text, new Map(toolbox.all().map((tool) => [tool.name, tool]))).diagnostics.find(({ severity }) => severity === 'error')
      if (fault !== undefined) {
        const { line, column } = positionAt(text, fault.range.start)
        return { refused: `${line}:${column} ${fault.message}` }
      }
      const kept = await policy.write(text, base)
      if ('conflict' in kept) return kept
      await decisions.renew()
      return { saved: hashText(text) }
    },
  }
}
