import type { Caller } from '../caller.ts';
import type { CallerDatabase, SystemDatabase } from './client.ts';

/** What a verb that acts for a person is handed: the database as that person, and who it is. */
export interface CallerContext {
  db: CallerDatabase;
  caller: Caller;
}

/** What a verb of our own machinery is handed: the database past row security. */
export interface SystemContext {
  db: SystemDatabase;
}
