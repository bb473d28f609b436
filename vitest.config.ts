import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    reporters: ['default', './tests/summary.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{src,supabase/functions,local,bench}/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'database',
          include: ['tests/{door,access,db}/**/*.test.ts'],
          globalSetup: './testkit/database/postgres.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: './testkit/http/stack.ts',
          setupFiles: ['./testkit/http/published/watch-fetch.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
