import { defineConfig } from 'vite'

/** One build for Node: the command, and the two doors of the library. Only libsql stays outside, since it is native. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'dist',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: false,
    rollupOptions: {
      input: { chela: 'engine/cli/chela.ts', index: 'engine/index.ts', node: 'engine/node.ts' },
      external: ['libsql'],
      treeshake: { moduleSideEffects: false },
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['libsql'] },
})
