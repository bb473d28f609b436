import { describe, expect, it } from 'vitest';
import type { Claims } from '../../../../src/caller.ts';
import type { UserPrincipal } from './principal.ts';
import { createCallerResolver } from './caller-resolver.ts';

const person = (subject: string, profile: Record<string, unknown> = {}): UserPrincipal => ({
  kind: 'user',
  provider: 'clerk',
  subject,
  claims: { sub: subject, ...profile },
});

function recorder() {
  const calls: Claims[] = [];
  return {
    calls,
    provision: (claims: Claims) => {
      calls.push(claims);
      return Promise.resolve(`id of ${claims.sub}`);
    },
  };
}

describe('createCallerResolver', () => {
  it('provisions once, also when first calls come at once, whatever the token’s age', async () => {
    const { calls, provision } = recorder();
    const { resolve } = createCallerResolver(provision);
    const callers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => resolve(person('user_1', { iat: 1000 + i }))),
    );
    expect(calls).toHaveLength(1);
    expect(callers.at(-1)).toEqual({
      userId: 'id of user_1',
      subject: 'user_1',
      provider: 'clerk',
      claims: { sub: 'user_1', iat: 1049 },
    });
  });

  it('provisions again when the profile differs, after the time to live, and when told', async () => {
    const { calls, provision } = recorder();
    let now = 0;
    const { resolve, forget } = createCallerResolver(provision, { ttlMs: 1000, now: () => now });
    await resolve(person('user_1'));
    await resolve(person('user_1', { first_name: 'Ana' }));
    expect(calls).toHaveLength(2);
    now = 1000;
    await resolve(person('user_1', { first_name: 'Ana' }));
    expect(calls).toHaveLength(3);
    forget('user_1');
    await resolve(person('user_1', { first_name: 'Ana' }));
    expect(calls).toHaveLength(4);
  });

  it('provisions on claims with what the token says, whatever it brings of that itself', async () => {
    const { calls, provision } = recorder();
    const { resolve } = createCallerResolver(provision);
    const forged = { provider: 'supabase', email: 'eve@tatame.test' };
    await resolve(person('user_1', { iat: 1000, first_name: 'Ana', tatame_identity: forged }));
    expect(calls[0]?.tatame_identity).toEqual({
      provider: 'clerk',
      first_name: 'Ana',
      issued_at: '1970-01-01T00:16:40.000Z',
    });
  });

  it('does not remember a failure', async () => {
    let fails = true;
    const { resolve } = createCallerResolver(() =>
      fails ? Promise.reject(new Error('down')) : Promise.resolve('id')
    );
    await expect(resolve(person('user_1'))).rejects.toThrow('down');
    fails = false;
    expect((await resolve(person('user_1'))).userId).toBe('id');
  });

  it('drops the least recently seen beyond its capacity', async () => {
    const { calls, provision } = recorder();
    const { resolve } = createCallerResolver(provision, { capacity: 2 });
    for (const subject of ['a', 'b', 'a', 'c', 'a', 'b']) await resolve(person(subject));
    expect(calls.map(({ sub }) => sub)).toEqual(['a', 'b', 'c', 'b']);
  });
});
