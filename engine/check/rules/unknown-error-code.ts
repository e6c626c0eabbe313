import { celRange } from '../cel-faults.ts'
import { errorCodes } from '../error-codes.ts'
import { shown } from '../reader.ts'
import type { Scene } from '../scene.ts'

const after = /\berror\.code\s*(?:==|!=)\s*(["'])([^"'\\]*)\1/g
const before = /(["'])([^"'\\]*)\1\s*(?:==|!=)\s*error\.code\b/g

export function unknownErrorCode(scene: Scene): void {
  let all: ReadonlySet<string> | undefined
  for (const { cel, faults } of scene.cels) {
    if (!cel.text.includes('error.code') || faults.length > 0) continue
    all ??= errorCodes(scene, scene.states.filter(({ parent }) => parent === undefined).map(({ state }) => state))
    if (all === undefined) return
    for (const match of [...cel.text.matchAll(after), ...cel.text.matchAll(before)]) {
      const code = match[2] ?? ''
      if (code === '' || all.has(code)) continue
      const start = match.index + match[0].indexOf(`${match[1]}${code}${match[1]}`) + 1
      const range = celRange(scene, cel, start, start + code.length)
      const near = scene.near(code, [...all])
      scene.report('unknown-error-code', range, `Nothing in this file fails with "${shown(code)}".`, {
        help: near === undefined ? `Codes here: ${[...all].sort().join(', ')}.` : `Did you mean "${near}"?`,
        fix: near === undefined ? undefined : { title: `Write "${near}"`, edits: [{ range, text: near }] },
      })
    }
  }
}
