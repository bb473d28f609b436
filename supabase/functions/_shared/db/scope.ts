import type { Buffer } from 'node:buffer';
import { DoorError } from './errors.ts';
import { run } from './connection/wire.ts';

/** The payload of a verified JWT. */
export type Claims = Record<string, unknown> & { sub: string };

export type Role = 'anon' | 'authenticated' | 'service_role';

/** Who a statement runs as. `prologue` makes it so, for the rest of the transaction only. */
export interface Scope {
  readonly role: Role;
  readonly prologue: Buffer;
}

const PROLOGUE = `select set_config('role',$1,true), set_config('request.jwt.claims',$2,true), ` +
  `set_config('request.jwt.claim.sub',$3,true), set_config('statement_timeout',$4,true)`;

/**
 * `anon` without claims, `authenticated` with them. A `role` claim is replaced: only the door
 * decides the role. Throws DoorError `INVALID_CLAIMS` when `sub` is missing or when a string holds
 * a NUL or half a surrogate pair, which `auth.jwt()` could not read back as jsonb.
 */
export function callerScope(claims: Claims | null, statementTimeoutMs: number): Scope {
  if (claims === null) return scope('anon', {}, '', statementTimeoutMs);
  if (typeof claims.sub !== 'string' || claims.sub === '') {
    throw new DoorError('INVALID_CLAIMS', 'The claims have no subject');
  }
  return scope('authenticated', claims, claims.sub, statementTimeoutMs);
}

/** `service_role`, which bypasses row level security. */
export const systemScope = (statementTimeoutMs: number): Scope =>
  scope('service_role', {}, '', statementTimeoutMs);

function scope(role: Role, claims: object, sub: string, statementTimeoutMs: number): Scope {
  const json = JSON.stringify({ ...claims, role }, (key, value) => {
    assertStorable(key);
    if (typeof value === 'string') assertStorable(value);
    return value;
  });
  return { role, prologue: run(PROLOGUE, [role, json, sub, String(statementTimeoutMs)]) };
}

function assertStorable(text: string): void {
  if (/[\0\p{Surrogate}]/u.test(text)) {
    throw new DoorError('INVALID_CLAIMS', 'The claims hold a character that jsonb can not store');
  }
}
