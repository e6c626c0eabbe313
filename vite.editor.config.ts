import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** The build of the editor: a page that any static host can serve, in any folder. ELK, CodeMirror and the engine that runs are loaded when needed. */
export default defineConfig({
  root: fileURLToPath(new URL('editor', import.meta.url)),
  base: './',
  plugins: [react()],
  resolve: { alias: { yaml: fileURLToPath(new URL('node_modules/yaml/browser/dist/index.js', import.meta.url)) } },
  worker: { format: 'es' },
  build: {
    outDir: '../dist/editor',
    emptyOutDir: true,
    target: 'es2023',
    // An inlined file would need "data:" in the policy of the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !id.includes('/engine/') } },
  },
})
