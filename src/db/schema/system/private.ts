import { pgSchema } from 'drizzle-orm/pg-core';

/**
 * Helpers and system tables. It is not exposed by the Data API, API roles hold no privilege on its
 * tables, and they may execute only the functions that a policy or a verb needs.
 */
export const privateSchema = pgSchema('private');
