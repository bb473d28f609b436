import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyMeasured } from '../../../../local/rehearsal/measure/apply.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await sql.unsafe(`
    create table visits (id int primary key, kind text);
    insert into visits select n, 'class' from generate_series(1, 1000) n;
    analyze visits`);
  await sql.end();
});
afterAll(() => database.drop());

it('says of each statement what it locked, how strongly and until when', async () => {
  const [report] = await applyMeasured(database.url, [{
    tag: 'three',
    statements: [
      `-- Größer: places in the text are counted in bytes.
       create table places (id int); insert into visits values (0, 'a;b')`,
      'alter table visits add column place text',
      `do $$ begin
         begin
           lock table visits in access exclusive mode;
           perform pg_sleep(0.2);
           raise exception 'undone';
         exception when raise_exception then null;
         end;
       end $$`,
    ],
  }], new Map());
  const statements = report?.statements ?? [];
  expect(statements.map(({ sql }) => sql.split('\n').at(-1)?.trim())).toEqual([
    'create table places (id int)',
    `insert into visits values (0, 'a;b')`,
    'alter table visits add column place text',
    'end $$',
  ]);
  const locks = statements.map((each) => each.locks.map(({ relation, mode }) => [relation, mode]));
  expect(locks).toEqual([
    [],
    [['public.visits', 'ROW EXCLUSIVE']],
    [['public.visits', 'ACCESS EXCLUSIVE']],
    [],
  ]);
  const [held = 0, slept = 0] = [statements[2]?.locks[0]?.held_ms, statements[3]?.ms];
  expect(slept).toBeGreaterThanOrEqual(200);
  expect(held).toBeGreaterThanOrEqual(slept);
});

it('sees a lock that was let go within its statement', async () => {
  const [report] = await applyMeasured(database.url, [{
    tag: 'briefly',
    statements: [`do $$ begin
      begin
        lock table visits in share mode;
        perform pg_sleep(0.4);
        raise exception 'undone';
      exception when raise_exception then null;
      end;
    end $$`],
  }], new Map());
  expect(report?.statements[0]?.locks).toEqual([
    { relation: 'public.visits', mode: 'SHARE', held_ms: expect.any(Number) },
  ]);
});

it('reckons with the size of the source where the clone has a sample', async () => {
  const sizes = new Map([['public.visits', 1_000_000]]);
  const [report] = await applyMeasured(database.url, [{
    tag: 'sampled',
    statements: [
      `update visits set kind = 'open' where id between 1 and 20`,
      'alter table visits alter column id type bigint',
      'create table other (id int)',
    ],
  }], sizes);
  const [update, change, create] = report?.statements ?? [];
  expect(update?.changed).toEqual([{ relation: 'public.visits', rows: 20_000 }]);
  expect(update?.findings.map(({ rule }) => rule)).toEqual(['changing-many-rows']);
  expect(change?.scans).toEqual([
    { what: 'rewrite', relation: 'public.visits', under: 'ACCESS EXCLUSIVE' },
  ]);
  expect(change?.full_ms).toBeGreaterThan(900 * ((change?.ms ?? 0) - 1));
  expect(create?.full_ms).toBeUndefined();
});

it('believes no count of the source that is less than the clone has', async () => {
  const many =
    `insert into visits select n, 'class' from generate_series(2000, 14000) n; analyze visits`;
  const reports = await applyMeasured(database.url, [
    { tag: 'many', statements: [many] },
    { tag: 'index', statements: ['create index by_kind on visits (kind)'] },
  ], new Map([['public.visits', 0]]));
  expect(reports[1]?.statements[0]?.findings.map(({ rule }) => rule)).toEqual([
    'require-concurrent-index-creation',
  ]);
});

it('minds a small table, too, where all who wait for it give up', async () => {
  const scripts = [{
    tag: 'waits',
    statements: [
      'create table desks as select 1 as id; analyze desks',
      'create table rooms (id int)',
    ],
  }, {
    tag: 'slow',
    statements: [
      'alter table desks add column place text; alter table rooms add column place text',
      'update visits set kind = kind where id < 1000; select pg_sleep(0.1)',
    ],
  }];
  const at = async (rows: number) =>
    (await applyMeasured(database.url, scripts, new Map([['public.visits', rows]])))[1]!.statements
      .flatMap(({ findings }) => findings).map(({ rule, relation }) => `${rule} ${relation}`);
  expect(await at(100_000_000)).toContain('holding-lock public.desks');
});

it('stops at what fails, as the migration would, and undoes it', async () => {
  const reports = await applyMeasured(database.url, [
    { tag: 'half', statements: ['create table half (id int)', 'select 1 / 0', 'select 2'] },
    { tag: 'after', statements: ['select 3'] },
  ], new Map());
  expect(reports.map(({ tag }) => tag)).toEqual(['half']);
  expect(reports[0]?.statements.map(({ ms, failed }) => [ms !== undefined, failed?.code])).toEqual([
    [true, undefined],
    [true, '22012'],
    [false, undefined],
  ]);
  const sql = postgres(database.url, { max: 1 });
  expect(await sql`select to_regclass('half') as half`).toEqual([{ half: null }]);
  await sql.end();
});

it('lets the server say what is no SQL', async () => {
  const [report] = await applyMeasured(database.url, [
    { tag: 'none', statements: ['selekt 1'] },
  ], new Map());
  expect(report?.statements[0]?.failed?.code).toBe('42601');
});
