import { Buffer } from 'node:buffer';
import type { Claims } from '../../../../src/caller.ts';
import { DoorError } from './errors.ts';
import { execute, run } from './connection/wire.ts';

export type Role = 'anon' | 'authenticated' | 'service_role';

/** Who a statement runs as. `prologue` makes it so, for the rest of the transaction only. */
export interface Scope {
  readonly role: Role;
  readonly prologue: Buffer;
  /** Whose statements these are, for the pool to be fair: visitors are one, the system is null. */
  readonly borrower: string | null;
  /** How much longer a statement may take than the door's others, in milliseconds. */
  readonly longerByMs?: number;
}

/** No subject is empty. */
const VISITORS = '';

/** Signs claims as text: see `claimsSigner`. */
export type Sign = (claims: string) => string;

/**
 * Everything that decides who a statement acts for and what its names mean: somebody may have set it
 * for the session, on a backend that others use next. `request.jwt.claim` and the settings below it
 * are older forms of the claims, which `auth.jwt()`, `auth.email()` and `auth.role()` prefer; empty
 * they count as absent. Unless `pg_temp` is named, it is looked into first. The trace decides
 * nothing, and is here for the jobs that a statement causes.
 */
const PROLOGUE = `select set_config('role',$1,true), set_config('request.jwt.claims',$2,true), ` +
  `set_config('request.jwt.signature',$3,true), set_config('request.jwt.claim.sub',$4,true), ` +
  `set_config('statement_timeout',$5,true), set_config('request.jwt.claim','',true), ` +
  `set_config('request.jwt.claim.role','',true), set_config('request.jwt.claim.email','',true), ` +
  `set_config('search_path','public, extensions, pg_temp',true), ` +
  `set_config('request.traceparent',$6,true)`;

/** As long as every `traceparent`, so that one can be written over it. */
const NO_TRACE = ' '.repeat(55);
/** What comes behind it: the end of Bind, and Execute. */
const BEHIND_TRACE = 2 + execute.length;

/**
 * `anon` without claims, `authenticated` with them and their signature. A `role` claim is replaced:
 * only the door decides the role. Throws DoorError `INVALID_CLAIMS` when `sub` is missing or when a
 * string holds a NUL or half a surrogate pair, which Postgres could not read back as jsonb.
 */
export function callerScope(
  claims: Claims | null,
  sign: Sign,
  statementTimeoutMs: number,
): Scope {
  if (claims === null) return unsigned('anon', VISITORS, statementTimeoutMs);
  if (typeof claims.sub !== 'string' || claims.sub === '') {
    throw new DoorError('INVALID_CLAIMS', 'The claims have no subject');
  }
  const role = 'authenticated';
  if (!areStorable(claims)) {
    throw new DoorError('INVALID_CLAIMS', 'The claims hold a character that jsonb can not store');
  }
  const text = JSON.stringify({ ...claims, role });
  const settings = [role, text, sign(text), claims.sub, String(statementTimeoutMs), NO_TRACE];
  return { role, prologue: run(PROLOGUE, settings), borrower: claims.sub };
}

/** `service_role`, which bypasses row level security; its statements take this much longer at most. */
export const systemScope = (statementTimeoutMs: number, longerByMs = 0): Scope => ({
  ...unsigned('service_role', null, statementTimeoutMs + longerByMs),
  longerByMs,
});

/** Of nobody in particular: there is no subject that would have to be believed. */
function unsigned(role: Role, borrower: string | null, statementTimeoutMs: number): Scope {
  const settings = [role, JSON.stringify({ role }), '', '', String(statementTimeoutMs), NO_TRACE];
  return { role, prologue: run(PROLOGUE, settings), borrower };
}

/**
 * The scope of one statement, as bytes: it says which trace the statement is part of, so that a job
 * that it causes is part of it, too. A scope serves many statements.
 *
 * @param traceparent 55 characters, or undefined for none
 */
export function prologueOf({ prologue }: Scope, traceparent: string | undefined): Buffer {
  if (traceparent === undefined) return prologue;
  const own = Buffer.from(prologue);
  own.write(traceparent, own.length - BEHIND_TRACE - NO_TRACE.length, 'latin1');
  return own;
}

/** Whether Postgres could read the claims back: no text in them has a NUL or half a surrogate pair. */
export function areStorable(claims: unknown): boolean {
  if (typeof claims === 'string') return !/[\0\p{Surrogate}]/u.test(claims);
  if (typeof claims !== 'object' || claims === null) return true;
  return Object.entries(claims).every(([key, value]) => areStorable(key) && areStorable(value));
}
