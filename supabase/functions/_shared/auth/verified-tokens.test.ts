import { describe, expect, it, vi } from 'vitest';
import { rememberVerified } from './verified-tokens.ts';

/** Verifies `subject@expiry-in-seconds`, and counts how often it had to. */
function counted(options: { capacity?: number } = {}) {
  const clock = { ms: 0 };
  const verify = vi.fn((token: string) => {
    const [sub = '', exp] = token.split('@');
    if (sub === 'bad') return Promise.reject(new Error('refused'));
    const claims = { sub, exp: Number(exp) };
    return Promise.resolve(
      { kind: 'user', provider: 'supabase', subject: sub, claims } as const,
    );
  });
  return {
    clock,
    verify,
    remembered: rememberVerified(verify, { ...options, now: () => clock.ms }),
  };
}

describe('rememberVerified', () => {
  it('checks the same token once a minute', async () => {
    const { clock, verify, remembered } = counted();
    for (const ms of [0, 1, 59_999]) {
      clock.ms = ms;
      expect((await remembered('ana@3600')).subject).toBe('ana');
    }
    expect(verify).toHaveBeenCalledTimes(1);
    clock.ms = 60_000;
    await remembered('ana@3600');
    expect(verify).toHaveBeenCalledTimes(2);
  });

  it('does not outlive the token', async () => {
    const { clock, verify, remembered } = counted();
    await remembered('ana@10');
    clock.ms = 10_000;
    await remembered('ana@10');
    expect(verify).toHaveBeenCalledTimes(2);
  });

  it('tells tokens apart and never remembers a refusal', async () => {
    const { verify, remembered } = counted();
    expect((await remembered('ana@60')).subject).toBe('ana');
    expect((await remembered('bia@60')).subject).toBe('bia');
    await expect(remembered('bad@60')).rejects.toThrow();
    await expect(remembered('bad@60')).rejects.toThrow();
    expect(verify).toHaveBeenCalledTimes(4);
  });

  it('forgets the oldest beyond its capacity', async () => {
    const { verify, remembered } = counted({ capacity: 2 });
    for (const token of ['a@60', 'b@60', 'c@60', 'b@60', 'a@60']) await remembered(token);
    expect(verify.mock.calls.map(([token]) => token)).toEqual(['a@60', 'b@60', 'c@60', 'a@60']);
  });
});
