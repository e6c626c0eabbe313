import { defineConfig } from 'vitest/config'

const slow = ['test/**/*.slow.test.ts', 'test/e2e/**/*.test.ts', 'test/cli/**/*.test.ts']
const world = ['test/adapters/**/*.test.ts', 'test/tools/**/*.test.ts', 'test/skills/**/*.test.ts']
const setupFiles = ['test/helpers/fixed-chance.ts']

/* Plain tests share their modules within a worker: loading the engine anew for each file would cost more than the tests. */
const plain = { setupFiles, testTimeout: 30_000, isolate: false, pool: 'threads' } as const

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [...slow, ...world], ...plain } },
      { test: { name: 'world', include: world, exclude: slow, ...plain } },
      // A browser or a server on a machine that others use may be late once; what is wrong fails twice.
      { test: { name: 'slow', retry: process.env['CI'] === 'true' ? 1 : 0, include: slow, setupFiles, testTimeout: 120_000, hookTimeout: 120_000, globalSetup: 'test/helpers/build-chela.ts' } },
    ],
  },
})
