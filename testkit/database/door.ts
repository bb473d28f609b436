import postgres from 'postgres';
import { afterAll, beforeAll } from 'vitest';
import type { DoorOptions } from '../../supabase/functions/_shared/db.ts';
import { type Doors, openDoors } from '../door/doors.ts';
import type { TestDatabase } from './cluster.ts';
import { createTestDatabase } from './postgres.ts';

export interface DoorUnderTest {
  /** Both doors to the calling file's own migrated database, as the functions open them. */
  readonly door: Doors;
  /** A superuser's connection, to set the scene and to look behind it. */
  readonly admin: postgres.Sql;
}

/** Gives a test file its own database for as long as its tests run; not to be used before them. */
export function useDoor(
  options: Pick<DoorOptions, 'poolSize' | 'acquireTimeoutMs' | 'statementTimeoutMs'> = {},
): DoorUnderTest {
  let database: TestDatabase;
  let door: Doors;
  let admin: postgres.Sql;
  beforeAll(async () => {
    database = await createTestDatabase();
    door = openDoors(database, options);
    admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  });
  afterAll(async () => {
    await Promise.all([door.end(), admin.end()]);
    await database.drop();
  });
  return {
    get door() {
      return door;
    },
    get admin() {
      return admin;
    },
  };
}
