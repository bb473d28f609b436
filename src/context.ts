import type { Caller } from './caller.ts';
import type { Database } from './db/client.ts';

/** What a verb that acts for a person is handed: the database as that person, and who it is. */
export interface CallerContext {
  db: Database;
  caller: Caller;
}
