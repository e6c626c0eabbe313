/* What the test of the page that stands alone opens: the desk as the editor has it, with the private folder to look into. */
import { openBrowserDesk, type News } from '../../engine/browser.ts'

const shipped = (globalThis as unknown as { readonly chelaShipped: { readonly [name: string]: string } }).chelaShipped
const { desk, folders, close } = await openBrowserDesk({ version: 'test', shipped })
const news: News[] = []
desk.watch((one) => void news.push(one))

async function folderOf(path: string): Promise<FileSystemDirectoryHandle> {
  let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('chela-files', { create: true })
  for (const name of path.split('/').filter(Boolean)) folder = await folder.getDirectoryHandle(name, { create: true })
  return folder
}

/** Puts a file into the private folder, past the engine. */
async function put(path: string, name: string, content: string | Blob): Promise<void> {
  const sink = await (await (await folderOf(path)).getFileHandle(name, { create: true })).createWritable()
  await sink.write(content)
  await sink.close()
}

async function putPicture(path: string, name: string): Promise<void> {
  const canvas = new OffscreenCanvas(40, 20)
  canvas.getContext('2d')?.fillRect(0, 0, 10, 10)
  await put(path, name, await canvas.convertToBlob())
}

async function tree(folder: FileSystemDirectoryHandle, path = ''): Promise<readonly string[]> {
  const names: string[] = []
  for await (const [name, handle] of folder.entries()) names.push(...(handle.kind === 'file' ? [`${path}${name}`] : await tree(handle as FileSystemDirectoryHandle, `${path}${name}/`)))
  return names.sort()
}

Object.assign(globalThis, { chela: { desk, folders, close, news, put, putPicture, tree: async () => tree(await folderOf('')) } })
