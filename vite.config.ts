import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** What every command needs to read a skill, in one file: opening many small files costs more than reading one. */
const reading = /engine\/(?:terms|document|expression|flow|check|tools|host\/(?:open-shelf|package-folder)|load-skill|adapters\/(?:skill-|packed-json|fast-hash-text|tool-files|world-hash|data-folders|replace-file)|cli\/(?:call|output|exit-codes|report-fault|find-skill|commands\/check))|node_modules\/(?:yaml|@marcbachmann|@noble|re2js|env-paths)\//

/** One build for Node: the command, and the two doors of the library. Only libsql stays outside, since it is native. */
export default defineConfig({
  resolve: {
    // The same code as ES modules, so that only what is used is taken.
    alias: { yaml: fileURLToPath(new URL('node_modules/yaml/browser/dist/index.js', import.meta.url)) },
  },
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
        codeSplitting: { groups: [{ name: 'visible', test: /adapters\/visible-text/, priority: 2 }, { name: 'reading', test: reading, priority: 1 }] },
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
      },
    },
  },
  ssr: { noExternal: true, external: ['libsql'] },
})
