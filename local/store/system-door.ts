import { openSystemDoor, type SystemDoor } from '../../supabase/functions/_shared/system-db.ts';
import { findDatabase, givenDatabase } from '../database/target.ts';

/** What a command about shops works with. */
export interface OpenStore {
  door: SystemDoor;
  /** It is the database of the stack of this folder. */
  isLocal: boolean;
}

/** A batch is thousands of rows, on whatever server. */
const STATEMENT_MS = 60_000;

/**
 * Opens the door for the system to the database that a command works on.
 * @throws NoDatabase
 */
export async function openStore(): Promise<OpenStore> {
  const given = givenDatabase();
  const url = given ?? await findDatabase();
  const door = openSystemDoor({ url, poolSize: 2, statementTimeoutMs: STATEMENT_MS });
  return { door, isLocal: given === undefined };
}
