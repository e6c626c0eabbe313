import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { doTool, portsOf } from './tool-world.ts'
import { tempFolder } from './world.ts'

test('hostile pages take no time without bound', async () => {
  const hostile = [
    '<div>'.repeat(300_000),
    '<div>'.repeat(4900) + '</x>'.repeat(900_000),
    '<li><p>'.repeat(200_000),
    '<p>'.repeat(300_000),
    `<a href="${'x'.repeat(2_000_000)}">`,
    '<a href=x '.repeat(300_000),
    '<!--'.repeat(1_000_000),
    '<script>'.repeat(500_000),
    '&amp;'.repeat(1_000_000),
    ' '.repeat(5_000_000),
    'x'.repeat(10_000_000),
    `<p>${'word '.repeat(1000)}</p>`.repeat(1800),
    '<ul><li>'.repeat(2400) + 'x',
    '<blockquote>'.repeat(2400) + '<p>x</p>'.repeat(2400),
    '<![CDATA['.repeat(300_000),
  ]
  const folder = await tempFolder()
  const path = join(folder.path, 'page.html')
  for (const html of hostile) {
    const start = performance.now()
    await writeFile(path, html)
    const found = await doTool('page.read', { path }, portsOf(nodeFiles())).then(({ output }) => output as { text: string }, (error: { code: string }) => error)
    if ('code' in found) expect(found.code).toBe('too-deep-page')
    else expect(found.text.length).toBeLessThanOrEqual(100_000)
    expect(performance.now() - start, html.slice(0, 30)).toBeLessThan(8000)
  }
  await folder.remove()
})

