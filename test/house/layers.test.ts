import { expect, test } from 'vitest'
import { importsOf, modulesIn, type Module } from './modules.ts'

const modules = modulesIn('engine')
const byPath = new Map(modules.map((module) => [module.path, module]))

/** What each folder may import besides itself. A file at the root of the engine is named with its ending. */
const layers: { readonly [place: string]: readonly string[] } = {
  terms: [],
  document: ['terms'],
  expression: ['terms'],
  flow: ['terms'],
  check: ['terms', 'document', 'expression', 'flow', 'schemas'],
  compile: ['terms', 'expression', 'flow'],
  gate: ['terms', 'expression'],
  // Tools that read and write YAML use the one place that knows how.
  tools: ['terms', 'expression', 'document'],
  run: ['terms', 'expression', 'compile', 'gate'],
  adapters: ['terms'],
  agent: ['terms', 'expression'],
  'load-skill.ts': ['terms', 'document', 'check'],
  'load-policy.ts': ['terms', 'document', 'expression', 'gate'],
  'make-world.ts': ['terms', 'check', 'compile', 'run', 'tools', 'load-skill.ts'],
  'index.ts': ['terms', 'document', 'expression', 'flow', 'check', 'compile', 'gate', 'tools', 'run', 'agent', 'desk', 'load-skill.ts', 'load-policy.ts', 'make-world.ts'],
  desk: ['terms', 'document', 'expression', 'flow', 'check', 'compile', 'gate', 'tools', 'run', 'agent', 'load-skill.ts', 'load-policy.ts', 'make-world.ts'],
  'browser.ts': ['index.ts', 'host', 'adapters'],
  serve: ['terms', 'document', 'expression', 'flow', 'check', 'compile', 'gate', 'tools', 'run', 'agent', 'desk', 'load-skill.ts', 'load-policy.ts', 'make-world.ts', 'adapters', 'host', 'package.json'],
  host: ['terms', 'document', 'expression', 'flow', 'check', 'compile', 'gate', 'tools', 'run', 'agent', 'desk', 'load-skill.ts', 'load-policy.ts', 'make-world.ts', 'adapters'],
  'node.ts': ['index.ts', 'host', 'adapters'],
  cli: ['terms', 'document', 'expression', 'flow', 'check', 'compile', 'gate', 'tools', 'run', 'agent', 'desk', 'load-skill.ts', 'load-policy.ts', 'make-world.ts', 'adapters', 'host', 'serve', 'package.json'],
}

/** Libraries that one place alone may import, so that another could take their place. */
const homes: { readonly [library: string]: RegExp } = {
  xstate: /^engine\/(?:compile\/|run\/step\.ts$)/,
  yaml: /^engine\/document\//,
  '@marcbachmann/cel-js': /^engine\/expression\//,
  commander: /^engine\/cli\/program\.ts$/,
  libsql: /^engine\/adapters\//,
  dexie: /^engine\/adapters\//,
  'env-paths': /^engine\/adapters\//,
  openai: /^engine\/adapters\//,
  hono: /^engine\/serve\//,
  '@hono/node-server': /^engine\/serve\//,
}

/** Whether a module may import Node itself. */
const onNode = /^engine\/(?:adapters|host|cli|serve)\/|^engine\/node\.ts$/

test('the scan sees the engine', () => {
  expect(modules.length).toBeGreaterThan(100)
  expect(modules.reduce((sum, { imports }) => sum + imports.length, 0)).toBeGreaterThan(500)
})

test('the scan sees imports of every form, and none in comments', () => {
  const text = [
    "import { a } from './a.ts'",
    "import type { B } from './b.ts'",
    "import {\n  c,\n  d,\n} from './c.ts'",
    "export * from './e.ts'",
    "import './f.ts'",
    "const g = await import('./g.ts')",
    "// import './no1.ts'",
    "/* import './no2.ts' */",
  ].join('\n')
  expect([...importsOf(text)].sort()).toEqual(['./a.ts', './b.ts', './c.ts', './e.ts', './f.ts', './g.ts'])
})

test('every import of a file of this project leads to a file', () => {
  const lost = modules.flatMap(({ path, imports }) => imports.filter((name) => name.startsWith('engine/') && !byPath.has(name)).map((name) => `${path} → ${name}`))
  expect(lost).toEqual([])
})

test('no folder imports what lies above it', () => {
  const wrong = modules.flatMap(({ path, imports }) => {
    const place = placeOf(path)
    const allowed = layers[place]
    if (allowed === undefined) return [`${path} lies in no known place`]
    return imports.filter((name) => isOurs(name) && placeOf(name) !== place && !allowed.includes(placeOf(name))).map((name) => `${path} → ${name}`)
  })
  expect(wrong).toEqual([])
})

test('no import goes round in a circle, types included', () => {
  expect(circles(modules)).toEqual([])
})

test('a circle would be seen', () => {
  const circle = [
    { path: 'a', text: '', imports: ['b'] },
    { path: 'b', text: '', imports: ['c'] },
    { path: 'c', text: '', imports: ['a'] },
  ]
  expect(circles(circle)).toHaveLength(1)
})

test('libraries stay in their homes', () => {
  const stray = modules.flatMap(({ path, imports }) => imports.filter((name) => homes[name] !== undefined && homes[name]?.test(path) === false).map((name) => `${path} → ${name}`))
  expect(stray).toEqual([])
})

test('only adapters, the host and the programs meet Node', () => {
  const stray = modules.filter(({ path }) => !onNode.test(path)).flatMap(({ path, imports }) => imports.filter((name) => name.startsWith('node:')).map((name) => `${path} → ${name}`))
  expect(stray).toEqual([])
})

test('nothing that is reachable from the browser door touches Node', () => {
  const reached = reachedFrom('engine/index.ts')
  expect(reached.size).toBeGreaterThan(100)
  expect([...reached].filter((name) => name.startsWith('node:') || ['libsql', 'commander', 'env-paths'].includes(name))).toEqual([])
  expect([...reached].filter((name) => onNode.test(name))).toEqual([])
})

test('nothing that is reachable from the door of a page alone touches Node', () => {
  const reached = reachedFrom('engine/browser.ts')
  expect(reached.size).toBeGreaterThan(200)
  expect([...reached].filter((name) => name.startsWith('node:') || ['libsql', 'commander', 'env-paths', 'undici', 'imapflow', 'nodemailer'].includes(name))).toEqual([])
  expect([...reached].filter((name) => /^engine\/(?:cli|serve)\//.test(name))).toEqual([])
})

/** What each folder of the editor may import besides itself. From the engine it takes the doors alone. */
const editorLayers: { readonly [place: string]: readonly string[] } = {
  rules: ['engine/index.ts'],
  graph: ['engine/index.ts', 'rules'],
  commands: ['engine/index.ts', 'graph', 'rules'],
  link: ['engine/index.ts', 'engine/browser.ts', 'session'],
  session: ['engine/index.ts', 'link', 'graph'],
  look: [],
  fields: ['engine/index.ts', 'look'],
  canvas: ['engine/index.ts', 'session', 'graph', 'rules', 'commands', 'look'],
  panel: ['engine/index.ts', 'session', 'graph', 'rules', 'commands', 'look', 'fields', 'source', 'schemas'],
  source: ['engine/index.ts', 'session', 'graph', 'rules', 'look', 'schemas'],
  views: ['engine/index.ts', 'session', 'graph', 'rules', 'commands', 'look', 'fields', 'canvas', 'panel', 'source'],
  app: ['session', 'look', 'views'],
  'main.tsx': ['app', 'link', 'look', 'session'],
  'service-worker.ts': [],
}

test('no folder of the editor imports what lies above it, and the engine is entered by its doors', () => {
  const editor = modulesIn('editor')
  const place = (name: string): string => (name.startsWith('editor/') ? (name.split('/')[1] as string) : name.startsWith('schemas/') ? 'schemas' : name)
  const wrong = editor.flatMap(({ path, imports }) => {
    const allowed = editorLayers[place(path)]
    if (allowed === undefined) return [`${path} lies in no known place`]
    return imports.filter((name) => /^(?:editor|engine|schemas)\//.test(name) && place(name) !== place(path) && !allowed.includes(place(name))).map((name) => `${path} → ${name}`)
  })
  expect(editor.length).toBeGreaterThan(15)
  expect(wrong).toEqual([])
})

test('the pure half of the editor knows no React and no page', () => {
  const pure = modulesIn('editor').filter(({ path }) => /^editor\/(?:graph|rules|commands|session|link)\//.test(path))
  expect(pure.filter(({ path, imports }) => path.endsWith('.tsx') || imports.some((name) => /^(?:react|@xyflow|@codemirror)/.test(name))).map(({ path }) => path)).toEqual([])
})

function reachedFrom(door: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const visit = (path: string): void => {
    if (reached.has(path)) return
    reached.add(path)
    for (const name of byPath.get(path)?.imports ?? []) visit(name)
  }
  visit(door)
  return reached
}

function isOurs(name: string): boolean {
  return name.startsWith('engine/') || name.startsWith('schemas/') || name === 'package.json'
}

function placeOf(path: string): string {
  return path.startsWith('engine/') ? (path.split('/')[1] as string) : (path.split('/')[0] as string)
}

/** Gives the groups of modules that import one another, each by its names in order. */
function circles(all: readonly Module[]): readonly (readonly string[])[] {
  const found: string[][] = []
  const imports = new Map(all.map((module) => [module.path, module.imports.filter((name) => all.some(({ path }) => path === name))]))
  const done = new Set<string>()
  const way: string[] = []
  const visit = (path: string): void => {
    const at = way.indexOf(path)
    if (at >= 0) {
      found.push(way.slice(at))
      return
    }
    if (done.has(path)) return
    way.push(path)
    for (const next of imports.get(path) ?? []) visit(next)
    way.pop()
    done.add(path)
  }
  for (const { path } of all) visit(path)
  return found
}
