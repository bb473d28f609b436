import { PgDialect } from 'drizzle-orm/pg-core';
import {
  date,
  getTableConfig,
  integer,
  jsonb,
  pgTable,
  text,
  time,
  timestamp,
} from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import {
  dateBetween,
  instantBound,
  integerFrom,
  megabytes,
  minuteOfDay,
  patternOf,
  phoneNumber,
  textOf,
  timezoneName,
  webAddressOf,
} from '../../../src/db/declare/bounds.ts';
import { jsonListOf, jsonObjectOf } from '../../../src/db/declare/json-bounds.ts';
import { useDoor } from '../../../testkit/database/door.ts';

const under = useDoor();

const bounds = {
  name: textOf(5),
  handle: patternOf(/^[a-z0-9._]{1,30}$/i),
  count: integerFrom(0),
  level: integerFrom(1, 5),
  born: dateBetween('1900-01-01', '2099-12-31'),
  link: webAddressOf(30),
  about: jsonObjectOf(40),
  found: jsonListOf({ chunk_id: 'uuid', heading: 'textOrNull', start_offset: 'offset' }, 1000),
  phone: phoneNumber,
  zone: timezoneName,
  minute: minuteOfDay,
  at: instantBound,
};

const table = pgTable('bounded', {
  name: text(),
  handle: text(),
  count: integer(),
  level: integer(),
  born: date(),
  link: text(),
  about: jsonb(),
  found: jsonb(),
  phone: text(),
  zone: text(),
  minute: time(),
  at: timestamp({ withTimezone: true, precision: 3 }),
}, (t) => [
  bounds.name.check('name', t.name),
  bounds.handle.check('handle', t.handle),
  bounds.count.check('count', t.count),
  bounds.level.check('level', t.level),
  bounds.born.check('born', t.born),
  bounds.link.check('link', t.link),
  bounds.about.check('about', t.about),
  bounds.found.check('found', t.found),
  bounds.phone.check('phone', t.phone),
  bounds.zone.check('zone', t.zone),
  bounds.minute.check('minute', t.minute),
  bounds.at.check('at', t.at),
]);

const item = { chunk_id: '11111111-1111-1111-1111-111111111111', heading: null, start_offset: 0 };

/** What both must take, and what both must refuse. */
const tries: Record<keyof typeof bounds, { good: unknown[]; bad: unknown[] }> = {
  name: { good: ['a', 'áéíóú', 'a b'], bad: ['', 'sixsix'] },
  handle: { good: ['a', 'A.b_9', 'a'.repeat(30)], bad: ['', 'a b', 'a'.repeat(31), 'ação'] },
  count: { good: [0, 2_000_000_000], bad: [-1] },
  level: { good: [1, 5], bad: [0, 6] },
  born: { good: ['1900-01-01', '2099-12-31'], bad: ['1899-12-31', '2100-01-01'] },
  link: {
    good: ['https://tatame.test', 'http://a.test/b?c=d'],
    bad: [
      'javascript:alert(1)',
      'tatame.test',
      `https://tatame.test/${'a'.repeat(30)}`,
      'https://a b',
      'https://a.test/🥋',
    ],
  },
  about: { good: [{}, { a: [1] }], bad: [[], 'text', 1] },
  found: {
    good: [[], [item], [item, { ...item, heading: 'Guard', more: 1 }]],
    bad: [
      ...[{}, 1, [1], [[item]], [{}], [item, { ...item, chunk_id: 'x' }]],
      ...[[{ ...item, heading: 1 }], [{ ...item, chunk_id: [item.chunk_id] }]],
      ...[[{ ...item, start_offset: 0.5 }], [{ ...item, start_offset: 2 ** 31 }]],
    ],
  },
  phone: { good: ['+5511999998888'], bad: ['5511999998888', '+0511999998888', '+55', '+٥٥١١٩٩٩٩'] },
  zone: {
    good: Intl.supportedValuesOf('timeZone').concat('Etc/GMT-14', 'Etc/GMT+12'),
    bad: ['Any/Where3', 'EST5EDT', '+03', 'Etc/GMT+13', 'europe/lisbon', 'A/'.repeat(40) + 'B'],
  },
  minute: { good: ['00:00', '23:59'], bad: ['24:00', '10:00:30'] },
  at: {
    good: [new Date('1900-01-01'), new Date('2100-02-03T04:05:06.007Z')],
    bad: [new Date('1899-12-31T23:59:59Z'), new Date('2200-01-01T00:00:01Z')],
  },
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
          column.getSQLType() === 'jsonb' ? '#> array[]::text[]' : "#>> '{}'"
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

  it('hold nothing that a Date cannot', async () => {
    const check = getTableConfig(table).checks.find((check) => check.name === 'at')!;
    for (
      const value of ['infinity', '-infinity', '0044-03-15 00:00:00Z BC', '10000-01-01 00:00Z']
    ) {
      const [row] = await under.admin.unsafe<{ ok: boolean }[]>(
        `select ${definition.sqlToQuery(check.value).sql} as ok
         from (select $1::text::timestamptz as at) as "bounded"`,
        [value],
      );
      expect(row!.ok, value).toBe(false);
    }
  });

  it('cut text between characters', () => {
    expect(bounds.name.cut('  a🥋b🥋cd')).toBe('a🥋b');
    expect(bounds.name.cut('🥋🥋🥋🥋🥋🥋')).toBe('🥋🥋🥋🥋🥋');
    expect(bounds.name.cut('abc')).toBe('abc');
  });

  it('say what a file may have', () => {
    expect(megabytes(50)).toEqual({ bytes: 52_428_800, text: '50 MB' });
  });
});
