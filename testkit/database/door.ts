import postgres from 'postgres';
import { afterAll, beforeAll } from 'vitest';
import { type Door, type DoorOptions, openDoor } from '../../supabase/functions/_shared/db.ts';
import type { TestDatabase } from './cluster.ts';
import { createTestDatabase } from './postgres.ts';

export interface DoorUnderTest {
  /** To the calling file's own migrated database, as the functions open it. */
  readonly door: Door;
  /** A superuser's connection, to set the scene and to look behind it. */
  readonly admin: postgres.Sql;
}

/** Gives a test file its own database for as long as its tests run; not to be used before them. */
export function useDoor(options: Pick<DoorOptions, 'poolSize'> = {}): DoorUnderTest {
  let database: TestDatabase;
  let door: Door;
  let admin: postgres.Sql;
  beforeAll(async () => {
    database = await createTestDatabase();
    door = openDoor({ url: database.edgeUrl, ...options });
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
