import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isPgEnum } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { memberRoles } from '../../../src/db/schema/platform/member-roles.ts';
import * as schema from '../../../src/db/schema/index.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { readSources, tablesOf } from '../../../local/database/sources/declared.ts';

const under = useDoor();
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The declared lists, by the names they are exported by. */
const lists = Object.entries<unknown>(schema).flatMap(([name, value]) =>
  typeof value === 'object' && value !== null && 'values' in value && Array.isArray(value.values)
    ? [{ name, values: value.values as string[] }]
    : isPgEnum(value)
    ? [{ name, values: value.enumValues }]
    : []
);

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((value, index) => value === b[index]);

/** Whether a list begins with another one, which it names: then it stands nowhere in full. */
const isComposed = (values: readonly string[]) =>
  lists.some((other) =>
    other.values.length > 1 && other.values.length < values.length &&
    same(other.values, values.slice(0, other.values.length))
  );

/** Columns of text that take certain values only. */
const columns = tablesOf(await readSources()).flatMap(({ name, columns }) =>
  columns.flatMap((column) =>
    column.enumValues?.length
      ? [{
        key: `${name}.${column.name}`,
        values: column.enumValues,
        checked: column.columnType !== 'PgEnumColumn',
      }]
      : []
  )
);

async function sources(): Promise<{ path: string; text: string }[]> {
  const folders = ['src', 'supabase/functions', 'local', 'testkit'];
  const paths = await Promise.all(folders.map(async (folder) => {
    const found = await readdir(join(root, folder), { recursive: true });
    return found.filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .map((path) => join(folder, path));
  }));
  return await Promise.all(
    paths.flat().map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })),
  );
}

/** A list in full: an array, arguments or a union, with nothing before and nothing behind. */
const written = (values: readonly string[]) => {
  const quoted = values.map((value) => `'${value.replaceAll('.', '\\.')}'`);
  const items = quoted.join(',\\s*');
  return new RegExp(
    `[[(]\\s*${items},?\\s*[\\])]|[:=|]\\s*${quoted.join('\\s*\\|\\s*')}(?!\\s*\\|)`,
    'g',
  );
};

describe('lists of values', () => {
  it('are behind every column that takes certain values only', () => {
    expect(columns.length).toBeGreaterThan(14);
    const loose = columns.filter(({ values }) => !lists.some((list) => same(list.values, values)));
    expect(loose).toEqual([]);
  });

  it('are what the CHECKs of the database say', async () => {
    // A list of one value is printed as an equality.
    const checks = await under.admin<{ key: string; definition: string }[]>`
      select c.relname || '.' || a.attname as key, pg_get_constraintdef(k.oid) as definition
      from pg_constraint k join pg_class c on c.oid = conrelid
      join pg_attribute a on attrelid = conrelid and attnum = any (conkey)
      where contype = 'c' and cardinality(conkey) = 1
        and connamespace in ('public'::regnamespace, 'private'::regnamespace)
        and pg_get_constraintdef(k.oid) ~ 'ARRAY\\[|^CHECK \\(\\(\\w+ = ''[^'']*''::text\\)\\)$'`;
    const found = checks.map(({ key, definition }) => ({
      key,
      values: [...definition.matchAll(/'([^']*)'::text/g)].map(([, value]) => value),
    }));
    // Written by our own functions only, and not in the Data API.
    const unchecked = ['webhook_deliveries.provider'];
    const byKey = (a: { key: string }, b: { key: string }) => a.key < b.key ? -1 : 1;
    expect(found.toSorted(byKey))
      .toEqual(
        columns.filter(({ key, checked }) => checked && !unchecked.includes(key))
          .map(({ key, values }) => ({ key, values })).toSorted(byKey),
      );
  });

  it('are the reference data', async () => {
    const roles = await under.admin<{ id: string }[]>`select id from roles`;
    expect(roles.map(({ id }) => id).sort()).toEqual([...memberRoles.values].sort());
  });

  it('are written once', async () => {
    const files = await sources();
    const twice = lists.flatMap(({ name, values }) => {
      const places = files.flatMap(({ path, text }) =>
        [...text.matchAll(written(values))].map(() => path)
      );
      const isOnce = places.length === 1 || places.length === 0 && isComposed(values);
      return isOnce || values.length === 1 ? [] : [{ name, places }];
    });
    expect(twice).toEqual([]);
  });
});

it('finds a list that is written again', () => {
  const list = written(['a.b', 'c']);
  expect(`z.enum(['a.b', 'c'])`).toMatch(list);
  expect(`role: 'a.b' | 'c';`).toMatch(list);
  expect(`['a.b', 'c', 'd'] as 'a.b' | 'c' | 'd'`).not.toMatch(list);
});
