import react from '@vitejs/plugin-react'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { listShipped } from './engine/host/list-shipped.ts'
import facts from './package.json' with { type: 'json' }

const worker = 'service-worker'
const place = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Tells the service worker which files there are, so that it can keep them all: they are known only when all are written. */
function listFiles(): Plugin {
  return {
    name: 'list-files',
    apply: 'build',
    writeBundle({ dir = '' }) {
      const named = readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'))
      const paths = named.filter((path) => /\.[a-z0-9]+$/.test(path) && path !== `${worker}.js`).sort()
      const hash = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
      const files = Object.fromEntries(paths.map((path) => [path, hash(readFileSync(join(dir, path)))]))
      const code = readFileSync(join(dir, `${worker}.js`), 'utf8')
      const built = { version: hash(JSON.stringify(files) + code).slice(0, 16), files }
      writeFileSync(join(dir, `${worker}.js`), `const chelaBuilt=${JSON.stringify(built)};\n${code}`)
    },
  }
}

/** Puts the listings of the shipped skills into the page, so that it can show them before its engine is there. */
function listSkills(): Plugin {
  return {
    name: 'list-skills',
    async transform(_code, id) {
      if (!id.endsWith('/editor/link/shipped-listings.ts')) return undefined
      const ending = '.skill.yaml'
      const files = readdirSync(place('skills')).filter((name) => name.endsWith(ending))
      const texts = Object.fromEntries(files.map((name) => [name.slice(0, -ending.length), readFileSync(join(place('skills'), name), 'utf8')]))
      return { code: `export const shippedListings = ${JSON.stringify(await listShipped(texts))}`, map: null }
    },
  }
}

/** The build of the editor: a page that any static host can serve, in any folder. ELK, CodeMirror and the engine that runs are loaded when needed. */
export default defineConfig({
  root: place('editor'),
  base: './',
  define: { 'import.meta.env.VITE_CHELA_VERSION': JSON.stringify(facts.version) },
  plugins: [react(), listSkills(), listFiles()],
  resolve: { alias: { yaml: place('node_modules/yaml/browser/dist/index.js') } },
  worker: { format: 'es' },
  build: {
    outDir: '../dist/editor',
    emptyOutDir: true,
    target: 'es2023',
    // An inlined file would need "data:" in the policy of the page.
    assetsInlineLimit: 0,
    // ELK is one large file in a worker, loaded when a picture is first drawn.
    chunkSizeWarningLimit: 2_000,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: place('editor/index.html'), [worker]: place('editor/service-worker.ts') },
      output: { entryFileNames: ({ name }) => (name === worker ? '[name].js' : 'assets/[name]-[hash].js') },
      treeshake: { moduleSideEffects: (id) => !id.includes('/engine/') },
    },
  },
})
