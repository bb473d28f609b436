import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { readCatalog } from './proof/catalog.ts';
import { type Cell, cellsOf, nameOfCell } from './proof/cells.ts';
import { run } from './proof/session.ts';
import { matrixHere } from './proof/matrix-here.ts';
import { populate } from './world/world.ts';

const matrix = await matrixHere();
let database: TestDatabase;
let admin: postgres.Sql;
let cells: Cell[];

beforeAll(async () => {
  database = await createTestDatabase();
  const owner = postgres(database.url, { max: 1, onnotice: () => {} });
  await populate(owner);
  const { tables } = await readCatalog(owner);
  cells = matrix.flatMap((subject) => cellsOf(subject, tables.get(subject.name) ?? []));
  await owner.end();
  console.log(`access matrix: ${cells.length} cells in SQL`);
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await admin?.end();
  await database?.drop();
});

describe('the access matrix, in SQL', () => {
  it.each(
    [
      ['edge', 'edgeUrl', ['anon', 'authenticated']],
      ['edge_system', 'systemUrl', ['service_role']],
    ] as const,
  )('is tried as %s, which can do nothing but become others', async (name, url, roles) => {
    const login = postgres(database[url], { max: 1 });
    const [role] = await login`
      select rolname, rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb, array(
        select pg_get_userbyid(roleid)::text from pg_auth_members where member = r.oid order by 1
      ) as memberships
      from pg_roles r where rolname = session_user`;
    await login.end();
    expect(role).toEqual({
      rolname: name,
      ...{ rolsuper: false, rolbypassrls: false, rolinherit: false },
      ...{ rolcreaterole: false, rolcreatedb: false },
      memberships: roles,
    });
  });

  it.each(matrix.map(({ name }) => name))('%s', async (subject) => {
    const tried = cells.filter((cell) => cell.subject === subject);
    const outcomes = await run(admin, tried);
    const table = (outcome: (cell: Cell, index: number) => string) =>
      Object.fromEntries(tried.map((cell, index) => [nameOfCell(cell), outcome(cell, index)]));
    expect(table((_, index) => outcomes[index] as string)).toEqual(table((cell) => cell.expected));
  });

  it('leaves the world as it was', async () => {
    const owner = postgres(database.url, { max: 1 });
    for (const { name, rows } of matrix) {
      if (!rows) continue;
      const [left] = await owner.unsafe<{ rows: number }[]>(
        `select count(*)::int as rows from ${name}`,
      );
      expect(left?.rows, name).toBe(rows.length);
    }
    await owner.end();
  });
});
