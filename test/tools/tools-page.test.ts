import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { toolsPage } from '../../engine/tools/tools-page.ts'
import { toolbox } from './tool-world.ts'

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url))

test('docs/tools.md is what the definitions say (UPDATE=1 writes it anew)', () => {
  const page = toolsPage(toolbox.all())
  if (process.env['UPDATE'] === '1') writeFileSync(path('docs/tools.md'), page)
  expect(readFileSync(path('docs/tools.md'), 'utf8')).toBe(page)
})

test('the example in the guide is the file that the tests run', () => {
  const guide = readFileSync(path('docs/write-a-tool.md'), 'utf8')
  const example = readFileSync(path('test/tools/example/greet-say.ts'), 'utf8')
  const body = (text: string): string => text.slice(text.indexOf('export default'))
  expect(/```ts\n([\s\S]*?)```/.exec(guide)?.[1]).toSatisfy((shown: string) => body(shown) === body(example))
})
