import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import { oddServer } from '../helpers/odd-server.ts'
import { doTool, portsOf, undoTool } from './tool-world.ts'
import { tempFolder, treeOf } from './world.ts'

test('a large file gathers beside its place, and nothing of it stays behind', async () => {
  const large = Buffer.alloc(18 * 1024 * 1024, 'abcdefg')
  const server = await oddServer({
    '/large': (request, response) => {
      const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
      const rest = large.subarray(start)
      if (start > 0) return void response.writeHead(206, { etag: '"1"', 'content-range': `bytes ${start}-${large.length - 1}/${large.length}` }).end(rest)
      response.writeHead(200, { etag: '"1"', 'content-length': large.length }).write(rest.subarray(0, 17 * 1024 * 1024), () => setTimeout(() => response.destroy(), 300))
    },
  })
  const http = nodeHttp({ allowPrivate: [server.host] })
  const folder = await tempFolder()
  const ports = { ...portsOf(nodeFiles({ bounds: [folder.path] })), http }
  const path = join(folder.path, 'large.bin')
  const done = await doTool('http.download', { url: `${server.url}/large`, path, sha256: createHash('sha256').update(large).digest('hex') }, ports)
  expect(Object.keys(await treeOf(folder.path))).toEqual(['large.bin'])
  expect((await readFile(path)).equals(large)).toBe(true)
  expect(server.seen.length).toBeGreaterThan(1)
  await undoTool(done, ports)
  expect(await treeOf(folder.path)).toEqual({})
  await folder.remove()
  await http.close()
  await server.close()
})
