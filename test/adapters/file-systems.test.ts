import { tmpdir } from 'node:os'
import { boundedFiles } from '../../engine/adapters/bounded-files.ts'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { overlayFiles } from '../../engine/adapters/overlay-files.ts'
import { fileSystemContract } from '../contracts/file-system.ts'
import { tempFolder } from '../tools/world.ts'

fileSystemContract('node', async () => {
  const folder = await tempFolder()
  return { files: nodeFiles(), root: folder.path, dispose: folder.remove }
})

fileSystemContract('node with bounds', async () => {
  const folder = await tempFolder()
  return { files: nodeFiles({ bounds: [folder.path], home: tmpdir() }), root: folder.path, dispose: folder.remove }
})

fileSystemContract('overlay', async () => {
  const folder = await tempFolder()
  return { files: overlayFiles(nodeFiles()), root: folder.path, dispose: folder.remove }
})

fileSystemContract('memory', async () => ({ files: memoryFiles({ '/d': {} }), root: '/d' }))

fileSystemContract('memory with bounds', async () => ({ files: boundedFiles(memoryFiles({ '/d': {} }), ['/d']), root: '/d' }))
