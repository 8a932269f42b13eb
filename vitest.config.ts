import { defineConfig } from 'vitest/config';

/** Against what hangs for ever, not against a slow machine: nothing waits for these in a run that passes. */
const PATIENCE = { test: 300_000, hook: 300_000, poll: 60_000 };

export default defineConfig({
  test: {
    testTimeout: PATIENCE.test,
    hookTimeout: PATIENCE.hook,
    expect: { poll: { timeout: PATIENCE.poll } },
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          globalSetup: ['test/support/server-template.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'runtime',
          include: ['test/e2e/runtime/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/*.test.ts'],
          globalSetup: ['test/e2e/seeded-demo.ts'],
        },
      },
    ],
  },
});
