import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'

/**
 * Turns a TypeScript file into one that Node runs, for tests that start processes of their own. `discard` removes it. With `whole`
 * the packages it uses lie in it too, for a fast start.
 */
export async function buildForNode(entry: string, options: { readonly whole?: boolean } = {}): Promise<{ readonly file: string; readonly discard: () => void }> {
  const root = resolve(import.meta.dirname, '../..')
  const cache = join(root, 'node_modules', '.chela-test')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'build-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ...(options.whole === true && { ssr: { noExternal: true, external: ['libsql'] } }),
    build: { ssr: resolve(root, entry), outDir, emptyOutDir: false, minify: false, rollupOptions: { output: { entryFileNames: 'entry.mjs' } } },
  })
  return { file: join(outDir, 'entry.mjs'), discard: () => rmSync(outDir, { recursive: true, force: true }) }
}
