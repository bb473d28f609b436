import { describe, expect, it } from 'vitest';
import { assertAllowed, transactionModes } from './statements.ts';

describe('assertAllowed', () => {
  it.each([
    'select 1',
    'SELECT 1',
    '(select 1) union (select 2)',
    '  with x as (select 1) select * from x',
    '-- why\n/* and\nhow */ insert into t values (1)',
    'select',
    'delete from t',
    'merge into t using s on true when matched then delete',
  ])('lets %j through', (text) => {
    expect(() => assertAllowed(text)).not.toThrow();
  });

  it.each([
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
    '/* select 1',
    '/* select */ set role anon',
    '-- select 1',
    '/* /* */ select */ set role anon',
    'call p()',
    ';select 1',
    '',
  ])('refuses %j', (text) => {
    expect(() => assertAllowed(text)).toThrow(
      expect.objectContaining({ code: 'STATEMENT_REFUSED' }),
    );
  });

  it('is quick to refuse a long preamble', () => {
    expect(() => assertAllowed('/*'.repeat(50_000))).toThrow();
    expect(() => assertAllowed('( -- \n'.repeat(20_000))).toThrow();
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
