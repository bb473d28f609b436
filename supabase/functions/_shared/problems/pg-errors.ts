import { findPostgresError } from '../../../../src/db/violation.ts';
import { ProblemError } from './problem.ts';

type Mapped = readonly [status: number, code: string, detail: string, retryAfter?: number];

const BUSY: Mapped = [503, 'try_again', 'The database is busy; the same request may succeed.', 1];
const FULL: Mapped = [503, 'storage_full', 'There is no room to store this; reads work.', 60];

/**
 * SQLSTATE → problem. The constraints are the last line of defence behind the contracts, so a
 * violation is the caller's fault; the server's own text names columns and values and stays inside.
 * https://www.postgresql.org/docs/17/errcodes-appendix.html
 */
const MAPPED: Record<string, Mapped> = {
  '22001': [422, 'value_too_long', 'A value is too long.'],
  '22003': [422, 'value_out_of_range', 'A number is out of range.'],
  '22007': [422, 'datetime_invalid', 'A date or time is not valid.'],
  '22008': [422, 'datetime_invalid', 'A date or time is out of range.'],
  '22021': [422, 'character_invalid', 'A text holds a character that cannot be stored.'],
  '22P02': [422, 'value_malformed', 'A value does not have the form its field asks for.'],
  '22P05': [422, 'character_invalid', 'A text holds a character that cannot be stored.'],
  '23001': [409, 'still_referenced', 'Something else still refers to this.'],
  '23502': [422, 'value_missing', 'A required value is missing.'],
  '23503': [422, 'reference_not_found', 'What this refers to does not exist.'],
  '23505': [409, 'already_exists', 'There is one like this already.'],
  '23514': [422, 'value_not_allowed', 'A value is not allowed.'],
  '23P01': [409, 'already_exists', 'This overlaps with what is there already.'],
  // What a hosted project says whose disk is so full that it only reads.
  '25006': FULL,
  '40001': BUSY,
  '40P01': BUSY,
  '42501': [403, 'forbidden', 'You may not do this.'],
  '53100': FULL,
  '53300': BUSY,
  '55P03': BUSY,
  '57014': [504, 'statement_timeout', 'The database took too long.'],
  '57P01': BUSY,
  '57P02': BUSY,
  '57P03': BUSY,
};

/** The same SQLSTATE as a row that is another's: what a constraint is called says more. */
const BY_CONSTRAINT: Record<string, Mapped> = {
  account_deleted: [410, 'account_deleted', 'The account that this is about was deleted.'],
};

/** The problem for an error of Postgres, or undefined if it is not one that a caller should see. */
export function postgresProblem(err: unknown): ProblemError | undefined {
  const fault = findPostgresError(err);
  if (!fault) return undefined;
  // One SQLSTATE for both directions of a foreign key; only the detail tells them apart.
  const stillReferenced = fault.code === '23503' && /still referenced/.test(fault.detail ?? '');
  const mapped = fault.code.startsWith('08') ? BUSY : BY_CONSTRAINT[fault.constraint_name ?? ''] ??
    MAPPED[stillReferenced ? '23001' : fault.code];
  if (!mapped) return undefined;
  const [status, code, detail, retryAfter] = mapped;
  return new ProblemError(status, code, detail, {
    cause: err,
    headers: retryAfter ? { 'retry-after': String(retryAfter) } : {},
    ...(fault.column_name && { errors: [{ field: fault.column_name, code, message: detail }] }),
  });
}
