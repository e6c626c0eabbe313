import { defineConfig } from 'vitest/config'

const slow = ['test/**/*.slow.test.ts', 'test/e2e/**/*.test.ts', 'test/cli/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: slow, testTimeout: 10_000 } },
      { test: { name: 'slow', include: slow, testTimeout: 120_000, globalSetup: 'test/helpers/build-chela.ts' } },
    ],
  },
})
