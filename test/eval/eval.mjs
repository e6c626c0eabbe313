/*
 * Builds the measurements once and runs them in a process of their own. Every argument is handed on: `home`,
 * `clinc`, `speed`, `agentdojo`, `workbench`; all of them without one.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, loadConfigFromFile } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const cache = join(root, 'node_modules', '.chela-eval')
mkdirSync(cache, { recursive: true })
// The test data lies beside the built program as it lies beside its source.
if (!existsSync(join(cache, 'corpora'))) symlinkSync(join(root, 'test/corpora'), join(cache, 'corpora'), 'junction')
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
    build: { ssr: join(import.meta.dirname, 'run-eval.ts'), outDir, minify: false, rolldownOptions: { treeshake: config.build.rolldownOptions.treeshake, output: { entryFileNames: 'run.mjs' } } },
  })
  const ran = spawnSync(process.execPath, ['--expose-gc', join(outDir, 'run.mjs'), ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } })
  process.exitCode = ran.status ?? 1
} finally {
  rmSync(outDir, { recursive: true, force: true })
}
