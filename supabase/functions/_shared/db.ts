/**
 * The door for people, and with `system-db.ts` the only way to Postgres. A statement runs as the
 * caller it was made for, or not at all; db/README.md says how.
 */
import type { Claims } from '../../../src/caller.ts';
import type { CallerDatabase, Schema, Tables } from '../../../src/db/client.ts';
import { type DoorOptions, open } from './db/open.ts';
import { callerScope } from './db/scope.ts';
import { doorSettings } from './db/settings.ts';
import { claimsSigner } from './db/signature.ts';
import { databaseEnv, readEnv } from './runtime/env.ts';

export { DoorError, findCause, PoolSaturatedError } from './db/errors.ts';
export type { DoorOptions } from './db/open.ts';

export interface CallerDoorOptions<S extends Tables = Schema> extends DoorOptions<S> {
  /** Signs the claims; at least 32 bytes, and known to the database (`npm run db:logins`). */
  signingKey: string;
}

/** The door of the login `edge`, which can become `anon` and `authenticated` and nothing else. */
export interface CallerDoor<S extends Tables = Schema> {
  /**
   * A database on which every statement runs as `authenticated` with these verified claims, or as
   * `anon` for null. Throws DoorError `INVALID_CLAIMS`.
   *
   * @param tables what `db.query` knows, instead of the door's own
   */
  asCaller(claims: Claims | null, tables?: Tables): CallerDatabase<S>;
  /** Waits for what is running and closes the connections; statements from now on fail. */
  end(): Promise<void>;
}

/** Opens a door of its own. Deployed code uses `asCaller` below. */
export function openDoor<S extends Tables = Schema>(options: CallerDoorOptions<S>): CallerDoor<S> {
  const { database, statementTimeoutMs, end } = open(options);
  const sign = claimsSigner(options.signingKey);
  return {
    asCaller: (claims, tables) =>
      database(callerScope(claims, sign, statementTimeoutMs), tables) as CallerDatabase<S>,
    end,
  };
}

let own: CallerDoor | undefined;

function ownDoor(): CallerDoor {
  if (own) return own;
  const env = readEnv(databaseEnv);
  const { EDGE_DATABASE_URL: url, CLAIMS_SIGNING_KEY: signingKey } = env;
  return own = openDoor({ ...doorSettings(env), url, signingKey });
}

/** This function's door for a caller: see CallerDoor. */
export const asCaller = (claims: Claims | null, tables?: Tables): CallerDatabase =>
  ownDoor().asCaller(claims, tables);
