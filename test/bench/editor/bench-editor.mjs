/*
 * Builds the benchmarks of the editor and the bare pages beside it, and runs them in a real Chromium against the built
 * "chela serve". `--rounds N` for more or fewer rounds, `--json FILE` for every figure.
 */
import react from '@vitejs/plugin-react'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../../..')
const cache = join(root, 'node_modules', '.chela-bench')
mkdirSync(cache, { recursive: true })
const outDir = mkdtempSync(join(cache, 'editor-'))
process.env.NODE_ENV = 'production'
try {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    ssr: { external: ['playwright-core'] },
    build: { ssr: join(import.meta.dirname, 'run-editor-bench.ts'), outDir, minify: false, rolldownOptions: { output: { entryFileNames: 'bench.mjs' } } },
  })
  await build({
    root: import.meta.dirname,
    base: './',
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    plugins: [react()],
    build: { outDir: join(outDir, 'bare'), modulePreload: { polyfill: false }, rolldownOptions: { input: ['empty.html', 'bare-flow.html'].map((name) => join(import.meta.dirname, name)) } },
  })
  const ran = spawnSync(process.execPath, [join(outDir, 'bench.mjs'), root, join(outDir, 'bare'), ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = ran.status ?? 1
} finally {
  rmSync(outDir, { recursive: true, force: true })
}
