import { afterAll, beforeAll, expect, it } from 'vitest';
import { runJobs } from '../../../src/jobs/engine/run-jobs.ts';
import { createEmbedder } from '../../../supabase/functions/_shared/adapters/embeddings.ts';
import { createShopify } from '../../../supabase/functions/_shared/adapters/shopify/create-shopify.ts';
import { createStripe } from '../../../supabase/functions/_shared/adapters/stripe/create-stripe.ts';
import { createLineFiles } from '../../../supabase/functions/_shared/adapters/shopify/line-files.ts';
import { unreachable } from '../notifications/support/unreachable.ts';
import { sealsOf } from '../../../src/store/shops/access/seal.ts';
import { DIMENSIONS } from '../../../src/knowledge/search/embedder.ts';
import { registeredJobs } from '../../../supabase/functions/jobs/registered-jobs.ts';
import { memoryStore } from '../../../testkit/files/memory-store.ts';
import { type JobsDatabase, jobsDatabase } from './support/jobs.ts';

let at: JobsDatabase;
let kinds: string[];

beforeAll(async () => {
  at = await jobsDatabase();
  kinds = everyJob().map(({ kind }) => kind);
});
afterAll(() => at.drop());

/** As where every port is configured. */
const everyJob = () =>
  registeredJobs({
    db: at.db,
    patient: at.db,
    files: memoryStore('documents'),
    materials: memoryStore('materials'),
    sending: unreachable,
    places: { functions_url: 'https://project.test/functions/v1', page_url: undefined },
    extract: () => Promise.resolve('lost'),
    embedder: createEmbedder(
      { EMBEDDINGS_BASE_URL: 'https://models.test/v1', EMBEDDINGS_MODEL: 'small' },
      DIMENSIONS,
    ),
    payments: createStripe({
      ...{ STRIPE_API_URL: 'https://stripe.test', STRIPE_SECRET_KEY: 'sk_test_key' },
      ...{ STRIPE_MODE: 'test', STRIPE_PORTAL_CONFIGURATION: undefined },
    }),
    store: {
      shopify: createShopify({ SHOPIFY_API_URL: 'https://shopify.test/{shop}' }),
      files: createLineFiles({ SHOPIFY_API_URL: 'https://shopify.test/{shop}' }),
      seals: sealsOf([{ name: 'test', base64: btoa('k'.repeat(32)) }]),
      deliveriesUrl: 'https://project.test/functions/v1/webhooks/shopify',
    },
  });

/** Calls of `enqueue_job` in the functions of the database, and the kinds that they and others name. */
async function namedInSql(): Promise<{ calls: number; enqueued: string[]; compared: string[] }> {
  const functions = await at.admin<{ body: string }[]>`
    select p.prosrc as body from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private') and p.proname <> 'enqueue_job'
      and p.prosrc ~ 'private\\.(enqueue_job|jobs)\\y'`;
  const all = (pattern: RegExp) =>
    functions.flatMap(({ body }) => [...body.matchAll(pattern)].map((match) => match[1] ?? ''));
  return {
    calls: all(/private\.enqueue_job\(/g).length,
    enqueued: all(/private\.enqueue_job\(\s*(?:job_kind\s*=>\s*)?'(\w+)'/g),
    compared: all(/\bkind\s*=\s*'(\w+)'/g),
  };
}

it('every kind that the database names is one that a feature declares', async () => {
  const { calls, enqueued, compared } = await namedInSql();
  expect(enqueued.toSorted()).toEqual([
    ...['answer_data_request', 'apply_delivery', 'delete_attachment_file', 'delete_file'],
    ...['forget_stripe_customer', 'forget_stripe_customer', 'process_document'],
    ...['reconcile_shop', 'redact_shop', 'refresh_stripe_subscription', 'resolve_notification'],
    ...['run_backfill', 'run_dry_run', 'score_shop'],
    'send_notifications',
    'subscribe_shop',
  ]);
  expect(enqueued).toHaveLength(calls);
  expect(kinds).toEqual(expect.arrayContaining([...enqueued, ...compared]));
  // SQL names no number of attempts, so a declared one would not hold for these.
  const own = everyJob().filter(({ maxAttempts }) => maxAttempts !== undefined);
  expect(own.filter(({ kind }) => enqueued.includes(kind))).toEqual([]);
});

it('a misspelt kind is found, and so is one that is computed', async () => {
  const before = await namedInSql();
  await at.admin.unsafe(`
    create function private.misspells() returns void language plpgsql as $$
    begin perform private.enqueue_job('proces_document'); end $$;
    create function private.computes(kind text) returns void language plpgsql as $$
    begin perform private.enqueue_job(kind); end $$;`);
  const { calls, enqueued } = await namedInSql();
  expect(enqueued.filter((kind) => !kinds.includes(kind))).toEqual(['proces_document']);
  expect(calls - enqueued.length).toBe(before.calls - before.enqueued.length + 1);
  await at.admin`drop function private.misspells(), private.computes(text)`;
});

it('a kind is declared once', () => {
  expect(new Set(kinds).size).toBe(kinds.length);
});

it('what needs an embedding model, Stripe, or opens shops, is there only where it can', () => {
  const without = registeredJobs({
    db: at.db,
    patient: at.db,
    files: memoryStore('documents'),
    materials: memoryStore('materials'),
    sending: unreachable,
    extract: () => Promise.resolve('lost'),
  }).map(({ kind }) => kind);
  expect(kinds.filter((kind) => !without.includes(kind))).toEqual([
    'embed_document',
    'embed_backlog',
    'refresh_stripe_subscription',
    'tend_stripe_subscriptions',
    'forget_stripe_customer',
    'send_due_messages',
    'send_messages',
    'renew_shop_tokens',
    'renew_shop_token',
    'follow_shop',
    'reseal_credentials',
    'subscribe_shop',
    'run_backfill',
    'reconcile_shops',
    'reconcile_shop',
  ]);
});

it("a stranger's file is read where it can be ended", () => {
  const alone = everyJob().filter(({ runAlone }) => runAlone).map(({ kind }) => kind);
  expect(alone).toEqual(['process_document']);
});

it('what recurs is in the queue after one run, with a payload that it takes', async () => {
  const recurring = everyJob().filter(({ everySeconds }) => everySeconds !== undefined);
  expect(await runJobs({ db: at.db, jobs: recurring }, { budgetMs: 60_000 })).toMatchObject({
    taken: recurring.length,
    continued: recurring.length,
  });
  expect(recurring.map(({ kind }) => kind)).toEqual([
    'purge_expired',
    'expire_agent_requests',
    'tend_class_dates',
    'close_gyms',
    'follow_dues',
    'score_shops',
    'sweep_files',
    'follow_deliveries',
    'sweep_attachments',
    'enter_automations',
    'evaluate_automations',
    'advance_entries',
    'embed_backlog',
    'tend_stripe_subscriptions',
    'send_due_messages',
    'renew_shop_tokens',
    'reseal_credentials',
    'reconcile_shops',
  ]);
});
