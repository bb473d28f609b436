import { DrizzleQueryError } from 'drizzle-orm/errors';
import { AppError } from '../../errors.ts';
import { findPostgresError } from '../../db/violation.ts';

const LONGEST = 500;

/**
 * What a job remembers of an error. Drizzle's message spells out the parameters, and Postgres'
 * messages on bad data (classes 22 and 23) the values, so neither is kept.
 */
export function failureReason(error: unknown): string {
  if (!(error instanceof Error)) return 'Something that is no error was thrown';
  const postgres = findPostgresError(error);
  if (postgres) {
    const detail = /^2[23]/.test(postgres.code) ? postgres.constraint_name ?? '' : postgres.message;
    return tidy(`${postgres.code} ${detail}`);
  }
  if (error instanceof AppError) return tidy(`${error.code}: ${error.message}`);
  const root = error instanceof DrizzleQueryError ? error.cause : error;
  return tidy(root?.message ?? 'A query failed');
}

const tidy = (text: string) => text.replaceAll('\0', '').trim().slice(0, LONGEST);
