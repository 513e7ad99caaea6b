import { defineConfig } from 'vitest/config'

// Files run side by side, each on a database of its own (test/database.ts); the cluster is started once, in globalSetup.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    setupFiles: ['test/seed.ts', 'test/listen.ts'],
    // Generous: a machine that does other work as well is slow, not wrong.
    testTimeout: 400_000,
    hookTimeout: 400_000,
  },
})
