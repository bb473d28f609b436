import type { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { callerScope, systemScope } from './scope.ts';
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
    ]);
    expect(bound(systemScope(1).prologue))
      .toEqual(['service_role', '{"role":"service_role"}', '', '', '1']);
  });

  it('keep text that only looks like an escaped NUL', () => {
    const [, claims] = bound(callerScope({ sub: '\\u0000' }, sign, 1).prologue);
    expect(JSON.parse(claims ?? '')).toMatchObject({ sub: '\\u0000' });
  });
});
