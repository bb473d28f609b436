import { eq, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { refuse } from '../errors.ts';

/**
 * The condition of a write that its row is still the one it was made against.
 *
 * @param version the `updated_at` the client read (`If-Match`); undefined asks for nothing
 */
export const isVersion = (
  table: { updated_at: PgColumn },
  version: Date | undefined,
): SQL | undefined => version && eq(table.updated_at, version);

/**
 * For a write that touched no row: throws `precondition_failed` when the row has moved on.
 *
 * @param thing what the row is, for the message: `gym`
 */
export function assertVersion(
  current: { updated_at: Date },
  version: Date | undefined,
  thing: string,
): void {
  if (!version || current.updated_at.getTime() === version.getTime()) return;
  throw refuse('precondition_failed', { detail: `The ${thing} has changed since it was read.` });
}
