import { defineConfig } from 'vitest/config';
import { hostedDenoPath } from './local/functions/deno.ts';

const e2e = {
  include: ['tests/e2e/**/*.test.ts'],
  globalSetup: './testkit/http/stack.ts',
  setupFiles: ['./testkit/http/published/watch-fetch.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
};
const hosted = hostedDenoPath();

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
      { test: { ...e2e, name: 'e2e' } },
      // The same again, afterwards, on the Deno that the hosted runtime is compatible with.
      ...hosted
        ? [{
          test: {
            ...e2e,
            name: 'hosted',
            // What is about the stack's own parts, which no Deno runs, is tried once.
            exclude: ['tests/e2e/{console*,docs-page,stack-lifecycle,stack-outage}.test.ts'],
            env: { TATAME_DENO: hosted },
            sequence: { groupOrder: 1 },
          },
        }]
        : [],
    ],
  },
});
