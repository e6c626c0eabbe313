import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { canvasKeys, keyWords, otherKeys } from '../../../editor/canvas/canvas-keys.ts'

test('the guide lists every key of the picture, and none that is not there', () => {
  const rows = [...readFileSync('docs/editor.md', 'utf8').matchAll(/^\| (.+) \| (.+) \|$/gm)].map(([, keys, words]) => `${keys}: ${words}`).slice(1)
  expect(rows).toEqual([...canvasKeys, ...otherKeys].map(({ keys, words }) => `${keys.map(keyWords).join(', ')}: ${words}`))
})
