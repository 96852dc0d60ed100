import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/{rules,adapters,hosts,projects,screens,crash}/**/*.test.{ts,tsx}'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    reporters: ['default', ['json', { outputFile: 'tests/.results/vitest.json' }]],
  },
})
