/** What postgres.js puts on an error that the server sent. */
export interface PostgresError extends Error {
  /** SQLSTATE */
  code: string;
  severity?: string;
  detail?: string;
  column_name?: string;
  constraint_name?: string;
}

const isPostgresError = (err: unknown): err is PostgresError =>
  err instanceof Error && 'code' in err && typeof err.code === 'string' &&
  /^[0-9A-Z]{5}$/.test(err.code);

/** Drizzle wraps what the driver threw; the cause at the end of the chain has the SQLSTATE. */
export function findPostgresError(err: unknown): PostgresError | undefined {
  for (let depth = 0; err instanceof Error && depth < 5; err = err.cause, depth++) {
    if (isPostgresError(err)) return err;
  }
}

/** For `.catch()`: the refusals of several constraints, each under its name. */
export const onViolations = (refusals: Record<string, () => Error>) => (err: unknown): never => {
  const name = findPostgresError(err)?.constraint_name ?? '';
  throw Object.hasOwn(refusals, name) ? refusals[name]!() : err;
};

/** For `.catch()`: throws `refusal` where `constraint` was violated, and what came in otherwise. */
export const onViolation = (constraint: string, refusal: () => Error) => (err: unknown): never => {
  throw findPostgresError(err)?.constraint_name === constraint ? refusal() : err;
};
