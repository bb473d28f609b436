import type { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { callerScope, prologueOf, systemScope } from './scope.ts';
import { MessageReader } from './connection/wire.ts';

/** The values bound in a prologue. */
function bound(prologue: Buffer): string[] {
  const bind = [...new MessageReader().read(prologue)].find(({ type }) => type === 'B');
  if (!bind) throw new Error('no Bind');
  const values: string[] = [];
  let at = 6;
  for (let left = bind.body.readInt16BE(4); left > 0; left--) {
    const length = bind.body.readInt32BE(at);
    values.push(bind.body.toString('utf8', at + 4, at + 4 + length));
    at += 4 + length;
  }
  return values;
}

const noTrace = ' '.repeat(55);
const sign = (claims: string) => `signed ${claims}`;

describe('scopes', () => {
  it('bind the role, the claims, their signature, the subject and the timeout', () => {
    const { role, prologue } = callerScope({ sub: 'ana', email: 'a@b.c' }, sign, 8_000);
    const [bindRole, claims, signature, sub, timeout] = bound(prologue);
    expect([role, bindRole, signature, sub, timeout]).toEqual([
      'authenticated',
      'authenticated',
      `signed ${claims}`,
      'ana',
      '8000',
    ]);
    expect(JSON.parse(claims ?? '')).toEqual({ sub: 'ana', email: 'a@b.c', role: 'authenticated' });
  });

  it('never take the role from the claims', () => {
    const [role, claims] = bound(
      callerScope({ sub: 'eve', role: 'service_role' }, sign, 1).prologue,
    );
    expect(role).toBe('authenticated');
    expect(claims).not.toContain('service_role');
  });

  it('have no subject for visitors and the system', () => {
    expect(bound(callerScope(null, sign, 1).prologue)).toEqual([
      'anon',
      '{"role":"anon"}',
      '',
      '',
      '1',
      noTrace,
    ]);
    expect(bound(systemScope(1).prologue))
      .toEqual(['service_role', '{"role":"service_role"}', '', '', '1', noTrace]);
  });

  it('say of one statement which trace it is part of, and of no other', () => {
    const scope = callerScope({ sub: 'ana' }, sign, 1);
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const [role, ...rest] = bound(prologueOf(scope, traceparent));
    expect([role, rest.at(-1)]).toEqual(['authenticated', traceparent]);
    expect(rest.slice(0, -1)).toEqual(bound(scope.prologue).slice(1, -1));
    expect(bound(prologueOf(scope, undefined)).at(-1)).toBe(noTrace);
  });

  it('keep text that only looks like an escaped NUL', () => {
    const [, claims] = bound(callerScope({ sub: '\\u0000' }, sign, 1).prologue);
    expect(JSON.parse(claims ?? '')).toMatchObject({ sub: '\\u0000' });
  });
});
