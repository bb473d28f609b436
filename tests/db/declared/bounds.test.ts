import { PgDialect } from 'drizzle-orm/pg-core';
import { date, getTableConfig, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import {
  dateBetween,
  integerFrom,
  jsonObject,
  megabytes,
  patternOf,
  textOf,
  webAddressOf,
} from '../../../src/db/bounds.ts';
import { useDoor } from '../../../testkit/database/door.ts';

const under = useDoor();

const bounds = {
  name: textOf(5),
  handle: patternOf(/^[a-z0-9._]{1,30}$/i),
  count: integerFrom(0),
  level: integerFrom(1, 5),
  born: dateBetween('1900-01-01', '2099-12-31'),
  link: webAddressOf(30),
  about: jsonObject,
};

const table = pgTable('bounded', {
  name: text(),
  handle: text(),
  count: integer(),
  level: integer(),
  born: date(),
  link: text(),
  about: jsonb(),
}, (t) => [
  bounds.name.check('name', t.name),
  bounds.handle.check('handle', t.handle),
  bounds.count.check('count', t.count),
  bounds.level.check('level', t.level),
  bounds.born.check('born', t.born),
  bounds.link.check('link', t.link),
  bounds.about.check('about', t.about),
]);

/** What both must take, and what both must refuse. */
const tries: Record<keyof typeof bounds, { good: unknown[]; bad: unknown[] }> = {
  name: { good: ['a', 'áéíóú', 'a b'], bad: ['', 'sixsix'] },
  handle: { good: ['a', 'A.b_9', 'a'.repeat(30)], bad: ['', 'a b', 'a'.repeat(31), 'ação'] },
  count: { good: [0, 2_000_000_000], bad: [-1] },
  level: { good: [1, 5], bad: [0, 6] },
  born: { good: ['1900-01-01', '2099-12-31'], bad: ['1899-12-31', '2100-01-01'] },
  link: {
    good: ['https://tatame.test', 'http://a.test/b?c=d'],
    bad: ['javascript:alert(1)', 'tatame.test', `https://tatame.test/${'a'.repeat(30)}`],
  },
  about: { good: [{}, { a: [1] }], bad: [[], 'text', 1] },
};

const definition = new PgDialect();

describe('bounds', () => {
  const names = Object.keys(bounds) as (keyof typeof bounds)[];

  it.each(names)('are the same for a field and its column: %s', async (name) => {
    const check = getTableConfig(table).checks.find((check) => check.name === name)!;
    const { sql, params } = definition.sqlToQuery(check.value);
    expect(params).toEqual([]);
    const column = getTableConfig(table).columns.find((column) => column.name === name)!;
    const takes = async (value: unknown) => {
      const [row] = await under.admin.unsafe<{ ok: boolean }[]>(
        `select ${sql} as ok from (select ($1::text::jsonb ${
          name === 'about' ? '#> array[]::text[]' : "#>> '{}'"
        })::${column.getSQLType()} as "${name}") as "bounded"`,
        [JSON.stringify(value)],
      );
      return row!.ok;
    };
    for (const value of tries[name].good) {
      expect(bounds[name].schema.safeParse(value).success, String(value)).toBe(true);
      expect(await takes(value), String(value)).toBe(true);
    }
    for (const value of tries[name].bad) {
      expect(bounds[name].schema.safeParse(value).success, String(value)).toBe(false);
      expect(await takes(value), String(value)).toBe(false);
    }
  });

  it('never refuse in a column what a field has let through', async () => {
    const written = bounds.name.schema.parse('  🥋🥋 ');
    const [row] = await under.admin`select char_length(${written}) as length`;
    expect(row!.length).toBeLessThanOrEqual(bounds.name.max);
  });

  it('say what a file may have', () => {
    expect(megabytes(50)).toEqual({ bytes: 52_428_800, text: '50 MB' });
  });
});
