import { READ_ONLY } from './declare/read-only.ts';
import { findPostgresError } from './violation.ts';

/** Tells whether a write was refused because the switch is on (`private.refuse_read_only`). */
export const isReadOnly = (error: unknown): boolean =>
  findPostgresError(error)?.constraint_name === READ_ONLY;
