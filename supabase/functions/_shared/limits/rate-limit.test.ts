import { describe, expect, it } from 'vitest';
import { clientAddress, memoryBuckets, takeFrom } from './rate-limit.ts';

const limit = { name: 'read', burst: 3, periodMs: 3000 };

describe('memoryBuckets', () => {
  it('lets a burst through, then one per emission interval', () => {
    let now = 1_000_000;
    const of = memoryBuckets(10, () => now);
    const verdicts = Array.from({ length: 4 }, () => of('a')(limit));
    expect(verdicts).toEqual([
      { allowed: true, retryAfterMs: 0, remaining: 2 },
      { allowed: true, retryAfterMs: 0, remaining: 1 },
      { allowed: true, retryAfterMs: 0, remaining: 0 },
      { allowed: false, retryAfterMs: 1000, remaining: 0 },
    ]);
    now += 999;
    expect(of('a')(limit)).toMatchObject({ allowed: false, retryAfterMs: 1 });
    now += 1;
    expect(of('a')(limit)).toMatchObject({ allowed: true, remaining: 0 });
    now += 60_000;
    expect(of('a')(limit)).toMatchObject({ allowed: true, remaining: 2 });
  });

  it('keeps callers apart and forgets the one unseen for longest', () => {
    const of = memoryBuckets(2, () => 0);
    const one = { ...limit, burst: 1 };
    expect(['a', 'b', 'a', 'c', 'a', 'b'].map((who) => of(who)(one))).toMatchObject([
      { allowed: true },
      { allowed: true },
      { allowed: false },
      { allowed: true },
      { allowed: false },
      { allowed: true },
    ]);
  });
});

describe('takeFrom', () => {
  it('says what is left, and answers 429 with when to come back', async () => {
    const of = memoryBuckets(10, () => 0);
    const single = { ...limit, burst: 1 };
    expect(await takeFrom(of('a'), single)).toEqual({
      'ratelimit-policy': '"read";q=1;w=3',
      'ratelimit': '"read";r=0;t=3',
    });
    await expect(takeFrom(of('a'), single)).rejects.toMatchObject({
      status: 429,
      code: 'rate_limited',
      headers: { 'retry-after': '3', 'ratelimit': '"read";r=0;t=3' },
    });
  });

  it('takes 0 as no limit', async () => {
    const of = memoryBuckets();
    expect(await takeFrom(of('a'), { ...limit, burst: 0 })).toEqual({});
  });
});

describe('clientAddress', () => {
  it('is the first hop the proxy reports', () => {
    const headers = new Headers({ 'x-forwarded-for': '203.0.113.7, 10.0.0.1' });
    expect(clientAddress(headers)).toBe('203.0.113.7');
    expect(clientAddress(new Headers())).toBe('unknown');
  });
});
