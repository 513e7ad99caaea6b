import { defineConfig } from 'vitest/config'

// Files run side by side, each on a database of its own (test/database.ts); the cluster is started once, in globalSetup.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    setupFiles: ['test/seed.ts', 'test/listen.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
