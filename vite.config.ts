import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const root = import.meta.dirname

/** What tells of texts that were checked before, without the code that checks. */
const kept = /engine\/(?:terms\/(?!hash\.)|host\/(?:kept-shelf|package-folder)|adapters\/(?:skill-|packed-json|fast-hash-text|tool-files|world-hash|data-folders|replace-file|foreign-hands)|document\/(?:render-diagnostic|show-safely)|check\/secrets\.|expression\/nearest-name|cli\/(?:call|output|exit-codes|report-fault|find-skill|commands\/check)\.)|node_modules\/env-paths\//

/** What reads a skill, in one file: opening many small files costs more than reading one. Tools load what reads XML when they need it. */
const reading = /engine\/(?:terms|document|expression|flow|check|tools\/(?!builtin\/data\/xml-tree)|host\/open-shelf|load-skill)|node_modules\/(?:yaml|@marcbachmann|@noble|re2js)\//

/** One build for Node: the command, and the two doors of the library. Only libsql stays outside, since it is native. */
export default defineConfig({
  resolve: {
    // The same code as ES modules, so that only what is used is taken.
    alias: { yaml: fileURLToPath(new URL('node_modules/yaml/browser/dist/index.js', import.meta.url)) },
  },
  define: { engineBuild: JSON.stringify(hashOf(['engine', 'schemas', 'package-lock.json', 'vite.config.ts'])) },
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input: { chela: 'engine/cli/chela.ts', index: 'engine/index.ts', node: 'engine/node.ts' },
      external: ['libsql'],
      treeshake: { moduleSideEffects: false },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        codeSplitting: { groups: [{ name: 'visible', test: /adapters\/visible-text/, priority: 3 }, { name: 'kept', test: kept, priority: 2 }, { name: 'reading', test: reading, priority: 1 }] },
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
      },
    },
  },
  ssr: { noExternal: true, external: ['libsql'] },
})

/** Changes with every file at or below `parts`: what an engine checked stands for that engine alone. */
function hashOf(parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) {
    const files = statSync(join(root, part)).isDirectory() ? readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }).sort().map((name) => join(part, name)) : [part]
    for (const file of files) if (statSync(join(root, file)).isFile()) hash.update(`${file}\0`).update(readFileSync(join(root, file))).update('\0')
  }
  return hash.digest('hex').slice(0, 32)
}
