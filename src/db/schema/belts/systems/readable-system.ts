import { type AnyColumn, type SQL, sql } from 'drizzle-orm';

/** Rows of the rank systems that the caller reads: those for all, and those of their gyms. */
export const ofReadableSystem = (systemId: AnyColumn): SQL =>
  sql`${systemId} in (select s.id from public.rank_systems s)`;
