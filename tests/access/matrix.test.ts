import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { actors } from './world/actors.ts';
import { type Catalog, readCatalog } from './proof/catalog.ts';
import { cellsOf, commands, scopeOf, type Subject } from './proof/cells.ts';
import { readGrid } from './proof/grid.ts';
import { nameOf } from './world/ids.ts';
import { matrixHere } from './proof/matrix-here.ts';
import { populate } from './world/world.ts';

const matrix = await matrixHere();
let database: TestDatabase;
let owner: postgres.Sql;
let catalog: Catalog;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  await populate(owner);
  catalog = await readCatalog(owner);
});

afterAll(async () => {
  await owner?.end();
  await database?.drop();
});

const tables = matrix.filter(({ rows }) => rows);
const functions = matrix.filter(({ rows }) => !rows);
const verbOf = ({ probes }: Subject, name: string): string => {
  const probe = probes[name];
  const sql = typeof probe === 'object' && 'each' in probe ? probe.sql : probe;
  // Of a statement that begins with `with`, what it does first.
  return /\b(select|insert|update|delete|truncate)\b/.exec([sql].flat()[0] ?? '')?.[0] ?? '';
};

describe('the access matrix is complete', () => {
  it('has every table of the database, and no other', () => {
    expect(tables.map(({ name }) => name).sort()).toEqual([...catalog.tables.keys()].sort());
  });

  it('has every function of the database and what it returns, and no other', () => {
    expect(Object.fromEntries(functions.map(({ name, returns }) => [name, returns])))
      .toEqual(Object.fromEntries(catalog.functions));
  });

  it.each(tables)('tries every command on $name', (subject) => {
    const tried = new Set(Object.keys(subject.probes).map((name) => verbOf(subject, name)));
    expect([...tried].sort()).toEqual([...commands].sort());
  });

  it.each(matrix)('tries every probe of $name as every actor', (subject) => {
    const cells = cellsOf(subject, catalog.tables.get(subject.name) ?? []);
    for (const probe of Object.keys(subject.probes)) {
      const by = new Set(cells.filter((cell) => cell.probe === probe).map(({ actor }) => actor));
      // A device has cells of its own where a grid names it.
      expect([...by], probe).toEqual(
        actors.filter((actor) => actor !== 'frontDesk' || by.has(actor)),
      );
    }
  });

  it('needs no more of a front desk where its token is no argument: it is a visitor there', () => {
    expect(scopeOf('frontDesk')).toEqual(scopeOf('anonymous'));
  });

  it.each(tables)('tries every row there is of $name', async ({ name, key = 'id', rows = [] }) => {
    const found = await owner.unsafe<{ key: string }[]>(`select ${key} as key from ${name}`);
    expect(found.map((row) => nameOf(row.key)).sort()).toEqual([...rows].sort());
  });

  it.each(tables)('tries every column there is of $name', ({ name, updatable = [] }) => {
    expect(catalog.tables.get(name)).toEqual(expect.arrayContaining([...updatable]));
  });

  it('sees what is new', async () => {
    const seen = await owner.begin(async (tx) => {
      await tx`create table public.leaflets (id int)`;
      await tx`create schema annex`;
      await tx`create table annex.open (id int)`;
      await tx`create table annex.closed (id int)`;
      await tx`grant select (id) on annex.open to anon`;
      await tx`create function annex.opened() returns int language sql as 'select 1'`;
      const { tables, functions } = await readCatalog(tx as unknown as postgres.Sql);
      await tx`drop table public.leaflets`;
      await tx`drop schema annex cascade`;
      return [...tables.keys(), ...functions.keys()].filter((name) => /leaf|annex/.test(name));
    });
    expect(seen).toEqual(['annex.open', 'public.leaflets', 'annex.opened()']);
  });
});

describe('a grid', () => {
  it('must have a line for everyone', () => {
    expect(() => readGrid('| actor | select |\n| system | all |')).toThrow('no line for anonymous');
  });

  it('must have a cell for every column, and each actor once', () => {
    expect(() => readGrid('| actor | a | b |\n| system | all |')).toThrow('"system" has 1 cells');
    expect(() => readGrid('| actor | a |\n| system | - |\n| system | - |')).toThrow('twice');
    expect(() => readGrid('| actor | a |\n| nobody | - |')).toThrow('nobody is called "nobody"');
  });
});
