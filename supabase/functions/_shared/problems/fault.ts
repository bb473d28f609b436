import { DrizzleQueryError } from 'drizzle-orm/errors';
import { findPostgresError } from '../../../../src/db/violation.ts';

/**
 * What the log may know of an error. Drizzle's message spells out the parameters, and Postgres'
 * messages on bad data (classes 22 and 23) the values, so both are left out; frames are kept.
 */
export function describeFault(err: unknown): Record<string, unknown> {
  if (!(err instanceof Error)) return { error: typeof err };
  const root = rootCause(err);
  const postgres = findPostgresError(err);
  return {
    error: root.name,
    ...(!/^2[23]/.test(postgres?.code ?? '') && { message: root.message }),
    ...(postgres && { sqlstate: postgres.code }),
    stack: [err, root].find(({ stack }) => stack)?.stack?.split('\n')
      .filter((line) => line.trimStart().startsWith('at ')).slice(0, 12).join('\n'),
  };
}

function rootCause(err: Error): Error {
  for (let depth = 0; err.cause instanceof Error && depth < 5; depth++) err = err.cause;
  return err instanceof DrizzleQueryError ? new Error('a query failed') : err;
}
