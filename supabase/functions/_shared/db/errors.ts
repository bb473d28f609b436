/** What the door itself refuses or loses; an error of Postgres arrives as the driver's own. */
export type DoorErrorCode =
  /** Bytes reached the guard that no scope was given for. */
  | 'UNSCOPED_STATEMENT'
  /** A message the guard does not know, or not at this point; the connection is gone. */
  | 'PROTOCOL_VIOLATION'
  /** COPY, LISTEN, SET and other statements that outlive their transaction or need a session. */
  | 'STATEMENT_REFUSED'
  /** A value that can not be sent as a parameter. */
  | 'INVALID_PARAMETER'
  /** Claims that Postgres could not read back. */
  | 'INVALID_CLAIMS'
  /** A statement on a transaction that is over. */
  | 'TRANSACTION_OVER'
  | 'CONNECT_TIMEOUT'
  | 'CONNECTION_CLOSED'
  /** No answer within the statement timeout and a margin: the network or the server is gone. */
  | 'NO_ANSWER'
  | 'TLS_REFUSED'
  | 'DOOR_CLOSED';

export class DoorError extends Error {
  override readonly name = 'DoorError';

  constructor(readonly code: DoorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/** No connection came free in time, or too many callers wait for one. Answer 503, Retry-After. */
export class PoolSaturatedError extends Error {
  override readonly name = 'PoolSaturatedError';
  readonly code = 'POOL_SATURATED';

  constructor(message: string, readonly retryAfterSeconds: number) {
    super(message);
  }
}

/** The first of the error and its causes that is a `kind`; Drizzle wraps what a query throws. */
export function findCause<T extends Error>(
  error: unknown,
  kind: new (...args: never[]) => T,
): T | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof kind) return cause;
  }
  return undefined;
}
