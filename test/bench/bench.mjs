/*
 * Builds the benchmarks once and runs them in a process of their own: production conditions, and the garbage collector
 * at hand. Every argument is handed on: `--only step,load`, `--json FILE`.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, loadConfigFromFile } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const cache = join(root, 'node_modules', '.chela-bench')
mkdirSync(cache, { recursive: true })
const outDir = mkdtempSync(join(cache, 'build-'))
const { config } = await loadConfigFromFile({ command: 'build', mode: 'production' }, join(root, 'vite.config.ts'))
try {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    // The engine is bundled as it is shipped; XState stays the package that Node finds.
    resolve: config.resolve,
    ssr: { noExternal: true, external: ['libsql', 'xstate'] },
    build: { ssr: join(import.meta.dirname, 'run-bench.ts'), outDir, minify: false, rolldownOptions: { treeshake: config.build.rolldownOptions.treeshake, output: { entryFileNames: 'bench.mjs' } } },
  })
  const ran = spawnSync(process.execPath, ['--expose-gc', join(outDir, 'bench.mjs'), ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } })
  process.exitCode = ran.status ?? 1
} finally {
  rmSync(outDir, { recursive: true, force: true })
}
