import { describe, expect, it } from 'vitest';
import { assertAllowed, transactionModes } from './statements.ts';

const REFUSED = [
  'set role postgres',
  'SET LOCAL statement_timeout = 0',
  'reset all',
  'listen x',
  'unlisten *',
  "notify x, 'y'",
  'copy t to stdout',
  'prepare p as select 1',
  'deallocate all',
  'discard all',
  'begin',
  'start transaction',
  'commit',
  'rollback',
  'savepoint s',
  'do $$ begin end $$',
  'create temp table t ()',
  'selectx',
  '/* select */ set role anon',
  '-- select 1',
  '/* /* */ select */ set role anon',
  'call p()',
];

describe('assertAllowed', () => {
  const refuses = (text: string) =>
    expect(() => assertAllowed(text)).toThrow(
      expect.objectContaining({ code: 'STATEMENT_REFUSED' }),
    );

  it.each([
    'select 1',
    'SELECT 1',
    '(select 1) union (select 2)',
    '  with x as (select 1) select * from x',
    '-- why\n/* and\nhow */ insert into t values (1)',
    'select',
    'delete from t',
    'merge into t using s on true when matched then delete',
    '/* /* how */ and why */ select 1',
    '-- why\rselect 1',
    '\f\vselect 1',
    'select/**/1',
    'explain select 1',
    'explain analyze verbose select 1',
    'explain (analyze, format json) /* why */ (select 1)',
    'explain ((select 1))',
  ])('lets %j through', (text) => {
    expect(() => assertAllowed(text)).not.toThrow();
  });

  it.each(REFUSED)('refuses %j', (text) => refuses(text));

  // Postgres ends a comment at either; Node's own idea of a line or a space does not count.
  it.each(REFUSED)('refuses %j behind a comment', (text) => {
    for (const before of ['-- \r', '-- select\r', '--\n', '--\r\n', '/**/', '/*/* */ select */']) {
      refuses(before + text);
    }
  });

  it.each([
    '/* select 1',
    '/* select */ set role anon',
    '-- select 1',
    '/* /* */ select */ set role anon',
    '/*/* */ select 1',
    '-- \u2028select 1',
    '\u00a0select 1',
    '\ufeffselect 1',
    'select\u00e9 1',
    'select$1',
    'select_1',
    ';select 1',
    'explain',
    'explain analyze create temp table t as select 1',
    'explain (analyze) create temp table t as select 1',
    'explain (analyze, format "json)") create temp table t as select 1',
    'explain analyze -- why\rexecute p',
    'explain analyze execute p',
    'explain explain select 1',
    '',
  ])('refuses %j', (text) => refuses(text));

  it('is quick to refuse a long preamble', () => {
    expect(() => assertAllowed('/*'.repeat(50_000))).toThrow();
    expect(() => assertAllowed('( -- \n'.repeat(20_000))).toThrow();
    expect(() => assertAllowed('/**/'.repeat(50_000))).toThrow();
    expect(() => assertAllowed('/* */(-- \r'.repeat(20_000))).toThrow();
  });
});

describe('transactionModes', () => {
  it('reads what Drizzle writes', () => {
    expect(transactionModes('set transaction isolation level repeatable read read only deferrable'))
      .toBe(' isolation level repeatable read read only deferrable');
    expect(transactionModes('set transaction not deferrable')).toBe(' not deferrable');
  });

  it.each([
    'set transaction',
    'set transaction read only; drop table t',
    'set role anon',
    'select 1',
  ])(
    'reads nothing in %j',
    (text) => {
      expect(transactionModes(text)).toBeUndefined();
    },
  );
});
