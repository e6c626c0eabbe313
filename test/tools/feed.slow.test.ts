import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { doTool, portsOf } from './tool-world.ts'
import { tempFolder } from './world.ts'

const rss = (items: string): string => `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News &amp; more</title><link>https://x.test/</link>${items}</channel></rss>`

test('hostile feeds take no time without bound', async () => {
  const hostile = [
    '<a>'.repeat(500_000),
    rss('<item>'.repeat(100_000)),
    rss(`<item><title>${'x'.repeat(9_000_000)}</title></item>`),
    rss(`<item><description><![CDATA[${'<div>'.repeat(200_000)}]]></description></item>`),
    rss('<item><title>t</title></item>'.repeat(60_000)),
    `{"version":"https://jsonfeed.org/version/1.1","title":"t","items":${'['.repeat(200_000)}`,
    `{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"1","__proto__":{"url":"x"},"constructor":5}]}`,
  ]
  const folder = await tempFolder()
  const path = join(folder.path, 'feed.xml')
  const read = async (text: string): Promise<JsonObject> => {
    await writeFile(path, text)
    return (await doTool('feed.read', { path }, portsOf(nodeFiles()))).output as JsonObject
  }
  for (const text of hostile) {
    const start = performance.now()
    await read(text).then(({ items }) => expect((items as unknown[]).length).toBeLessThanOrEqual(50), (error: { code: string }) => expect(error.code).toBe('bad-feed'))
    expect(performance.now() - start, text.slice(0, 150)).toBeLessThan(5000)
  }
  await expect(read(rss('x'.repeat(13_000_000)))).rejects.toMatchObject({ code: 'too-large' })
  await folder.remove()
})
