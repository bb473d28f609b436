import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { hostedDenoPath } from './local/functions/deno.ts';

const unit = ['{src,supabase/functions,local,bench,testkit}/**/*.test.ts'];
const database = {
  include: ['tests/{door,access,db}/**/*.test.ts'],
  globalSetup: './testkit/database/postgres.ts',
  testTimeout: 30_000,
  hookTimeout: 60_000,
};
/** What measures time: nothing else runs beside it. */
const alone = [
  'supabase/functions/_shared/traces/otlp.test.ts',
  'src/knowledge/**/{extract,*-bombs}.test.ts',
  'tests/door/{fairness,isolation}.test.ts',
  'tests/db/identity/ensure-user.test.ts',
  'tests/db/console/scale.test.ts',
];
/** What has a server, processes or a browser of its own, and mostly waits for them: two at a time. */
const servers = [
  'local/functions/runtime.test.ts',
  'tests/door/{chaos,left-behind}.test.ts',
  'tests/db/jobs/jobs*.test.ts',
  'tests/db/notifications/deliveries-survive.test.ts',
  'tests/db/mailings/year.test.ts',
  'tests/db/agent/agent-answers*.test.ts',
  'tests/db/console/!(scale).test.ts',
];
/**
 * What loads a function, or what one is made of, as settings are read once a process; and drizzle-kit, which
 * gives every array of its process a property more, of which PDF.js dies.
 */
const apart = [
  'tests/access/drift.test.ts',
  'tests/db/migrations/{generate,pgvector}.test.ts',
  'tests/db/http/*.test.ts',
  'tests/db/jobs/job-trace.test.ts',
  'tests/db/knowledge/embeddings.test.ts',
  'tests/db/store/shops/secrets.test.ts',
  'tests/door/settings.test.ts',
];
/** What has stacks of its own, and mostly waits for them. */
const stacks = ['tests/e2e/stack-{full-disk,lifecycle,outage,public-url,reload}.test.ts'];
const e2e = {
  include: ['tests/e2e/**/*.test.ts'],
  globalSetup: './testkit/http/stack.ts',
  setupFiles: ['./testkit/http/published/watch-fetch.ts'],
  testTimeout: 60_000,
  hookTimeout: 60_000,
  maxWorkers: 1,
};
/**
 * What may come out otherwise on another Deno: the shell, credentials, signatures, streams, uploads,
 * files, limits, spans, and every function loaded. The product's rules are the same on both, and its
 * code calls nothing newer than the `lib` of tsconfig.json.
 */
const byRuntime = [
  'tests/e2e/{http,hosted-limits,identity,parent,traces,webhooks}.test.ts',
  'tests/e2e/{agent,bombs,front-desk,jobs,knowledge,knowledge-sharing,stack-under-fire}.test.ts',
  'tests/e2e/store-{backfills,deliveries,shops}.test.ts',
  'tests/e2e/stripe-events.test.ts',
];
const hosted = hostedDenoPath();
/** What files of strangers cost is measured once: where functions are to run, if that is here. */
const hostedOnly = hosted ? ['tests/e2e/bombs.test.ts'] : [];

/** Begins with what takes longest, or one worker waits for it at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      Number(moduleId.endsWith('/access/mutants.test.ts'));
    return (await super.sort(files)).toSorted((a, b) => isLong(b) - isLong(a));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './tests/summary.ts'],
    projects: [
      // Two at a time, each with databases of its own.
      // Tests put back what they stub: files share a process, for loading anew costs much of the time.
      {
        test: {
          name: 'unit',
          include: unit,
          exclude: [...alone, ...servers],
          // Schemas get what OpenAPI needs of them as they are made: not those of a file that came before.
          setupFiles: ['@hono/zod-openapi'],
          // A property that takes a second alone takes six on a machine with other work.
          testTimeout: 30_000,
          maxWorkers: 2,
          isolate: false,
        },
      },
      {
        test: {
          ...database,
          name: 'database',
          exclude: [...alone, ...servers, ...apart],
          maxWorkers: 2,
          isolate: false,
        },
      },
      { test: { ...database, name: 'apart', include: apart, maxWorkers: 2 } },
      {
        test: {
          ...database,
          name: 'alone',
          include: alone,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...database,
          name: 'servers',
          include: servers,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          ...e2e,
          name: 'e2e',
          exclude: [...hostedOnly, ...stacks],
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'stacks',
          include: stacks,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 4 },
        },
      },
      // What hangs on the runtime again, afterwards, on the Deno that the hosted one is compatible with.
      ...hosted
        ? [{
          test: {
            ...e2e,
            name: 'hosted',
            include: byRuntime,
            env: { TATAME_DENO: hosted },
            sequence: { groupOrder: 5 },
          },
        }]
        : [],
    ],
  },
});
