import { READ_ONLY } from '../../../../src/db/declare/read-only.ts';
import { findPostgresError } from '../../../../src/db/violation.ts';
import { codes, type ProblemCode } from './codes.ts';
import { ProblemError } from './problem.ts';

type Mapped = readonly [code: ProblemCode, retryAfter?: number];

const BUSY: Mapped = ['try_again', 1];
const FULL: Mapped = ['storage_full', 60];

/**
 * SQLSTATE → problem. The constraints are the last line of defence behind the contracts, so a
 * violation is the caller's fault; the server's own text names columns and values and stays inside.
 * https://www.postgresql.org/docs/17/errcodes-appendix.html
 */
const MAPPED: Record<string, Mapped> = {
  '22001': ['value_too_long'],
  '22003': ['value_out_of_range'],
  '22007': ['datetime_invalid'],
  '22008': ['datetime_invalid'],
  '22021': ['character_invalid'],
  '22P02': ['value_malformed'],
  '22P05': ['character_invalid'],
  '23001': ['still_referenced'],
  '23502': ['value_missing'],
  '23503': ['reference_not_found'],
  '23505': ['already_exists'],
  '23514': ['value_not_allowed'],
  '23P01': ['already_exists'],
  // What a hosted project says whose disk is so full that it only reads.
  '25006': FULL,
  '40001': BUSY,
  '40P01': BUSY,
  '42501': ['forbidden'],
  '53100': FULL,
  '53300': BUSY,
  '55P03': BUSY,
  '57014': ['statement_timeout'],
  '57P01': BUSY,
  '57P02': BUSY,
  '57P03': BUSY,
};

/** The same SQLSTATE as a row that is another's: what a constraint is called says more. */
const BY_CONSTRAINT: Record<string, Mapped> = {
  account_deleted: ['account_deleted'],
  [READ_ONLY]: ['read_only', 30],
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
  const [code, retryAfter] = mapped;
  const field = fault.column_name;
  return new ProblemError(code, {
    cause: err,
    headers: retryAfter ? { 'retry-after': String(retryAfter) } : {},
    errors: field ? [{ field, code, message: codes[code].text }] : undefined,
  });
}
