import { describe, expect, it } from 'vitest';
import { questionOf } from '../question-of.ts';
import { leavesOf, splitCondition } from './split.ts';

describe('a condition', () => {
  it('is split at AND, OR and NOT, however it is nested and quoted', () => {
    const text =
      `((a AND ("B or" = 'x and y')) OR (NOT (c IS NULL)) OR (d IN (SELECT 1 WHERE e OR f)))`;
    const split = splitCondition(text);
    expect(split.kind).toBe('or');
    expect(leavesOf(split).map((leaf) => leaf.text)).toEqual([
      ...['a', `"B or" = 'x and y'`, 'c IS NULL'],
      'd IN (SELECT 1 WHERE e OR f)',
    ]);
  });
});

describe('a statement as a question', () => {
  it.each([
    ['select id from t where id = $$a$$', { command: 'select', key: { id: 'a' }, columns: ['id'] }],
    ["delete from s.t where a = '1' and b = '2'", { command: 'delete', key: { a: '1', b: '2' } }],
    ["update t set a = default, b = c || 'x' where id = '1' returning *", {
      ...{ command: 'update', returning: true },
      set: { a: { sql: 'default' }, b: { sql: "c || 'x'" } },
    }],
    ["insert into t (a, b) values ('1', now())", {
      ...{ command: 'insert', set: { a: { sql: "'1'" }, b: { sql: 'now()' } } },
    }],
  ])('%s', (sql, question) => expect(questionOf(sql)).toMatchObject(question));

  it.each([
    'select * from a join b on true',
    "update t set a = 1 where id > '1'",
    'insert into t (a) values (1), (2)',
    'insert into t (a) values (1) on conflict do nothing',
    'with x as (select 1) select * from t',
    'truncate t',
  ])('is none: %s', (sql) => expect(questionOf(sql)).toBeUndefined());
});
