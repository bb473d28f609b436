import { sql } from 'drizzle-orm';

/** As the column keeps it: a rounded `now()` could lie in the future, and the job would not be due. */
export const DUE_NOW = sql`date_trunc('milliseconds', now())`;
