import postgres from 'postgres';
import { afterAll, beforeAll } from 'vitest';
import { importFrom } from '../../../../local/legacy/import-from.ts';
import type { Report } from '../../../../src/legacy/report/report.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';
import { openLegacy } from '../../../../testkit/legacy/database.ts';
import type { Plan } from '../../../../testkit/legacy/good/plan.ts';
import {
  createLegacyDatabase,
  type TestLegacyDatabase,
} from '../../../../testkit/legacy/test-database.ts';

export const SEVERAL: Plan = { seed: 13, users: 300, checkIns: 3_000 };

export interface MovingIn {
  legacy: TestLegacyDatabase;
  /** The old database, as the old app writes to it. */
  old: postgres.Sql;
  database: TestDatabase;
  admin: postgres.Sql;
  /** Imports everything, as the command does. */
  moveIn(options?: { dry?: boolean; resume?: boolean }): Promise<Report>;
}

/** An old database and an empty new one for a test file. */
export function movingIn(plan: Plan = SEVERAL): MovingIn {
  const scene = {} as MovingIn;
  beforeAll(async () => {
    scene.legacy = await createLegacyDatabase(plan);
    scene.database = await createTestDatabase();
    scene.old = openLegacy(scene.legacy.url);
    scene.admin = postgres(scene.database.adminUrl, { max: 1, onnotice: () => {} });
  });
  scene.moveIn = ({ dry = false, resume = false } = {}) =>
    importFrom(
      { from: scene.legacy.url, dry, resume, timezone: 'America/Sao_Paulo' },
      scene.database.url,
    );
  afterAll(async () => {
    await Promise.all([scene.old.end(), scene.admin.end()]);
    await Promise.all([scene.database.drop(), scene.legacy.drop()]);
  });
  return scene;
}

/** A refusal in a line, as tests compare them. */
export const named = (
  rows: readonly { table: string; id: number | string; reason: string; column: string | null }[],
): string[] =>
  rows.map(({ table, id, reason, column }) => `${table} ${id} ${reason} ${column}`).sort();

/** The tables whose sums differ. */
export const differing = ({ tables }: Report): string[] =>
  tables.filter(({ there, here }) => JSON.stringify(there) !== JSON.stringify(here))
    .map(({ table }) => table);

/**
 * All that an import leaves, without what differs between two that come to the same: ids and times of
 * writing.
 */
export async function leftBy(admin: postgres.Sql, { tables }: Report): Promise<unknown> {
  const [ledger] = await admin`
    select count(*)::int as rows, md5(string_agg(concat_ws(' ', legacy_table, legacy_id, hash, reason,
      column_name, detail), ' ' order by legacy_table, legacy_id)) as digest
    from private.imported_rows`;
  const [places] = await admin`
    select count(*)::int as rows, md5(string_agg(legacy_id || ' ' || place, ' ' order by legacy_id))
      as digest from check_ins`;
  const [dates] = await admin`
    select count(*)::int as rows, md5(string_agg(concat_ws(' ', c.legacy_id, d.class_date, d.seated,
      d.last_place), ' ' order by c.legacy_id, d.class_date)) as digest
    from private.class_dates d join classes c on c.id = d.class_id`;
  const rest = await admin`
    select (select count(*)::int from users) as users, (select count(*)::int from memberships) as members,
      (select count(*)::int from push_tokens) as devices,
      (select count(*)::int from private.jobs) as jobs,
      (select count(*)::int from notification_recipients) as recipients`;
  return {
    tables: tables.map(({ table, here }) => ({ table, here })),
    ledger,
    places,
    dates,
    rest,
  };
}
