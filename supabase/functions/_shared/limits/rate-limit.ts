import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { CallerDatabase } from '../../../../src/db/client.ts';
import { ProblemError } from '../problems/problem.ts';

/** `burst` requests at once, given back evenly over `periodMs`. */
export interface RateLimit {
  name: string;
  burst: number;
  periodMs: number;
}

export interface Verdict {
  allowed: boolean;
  retryAfterMs: number;
  remaining: number;
}

/** Takes one request out of a limit's bucket of one caller. */
export type Take = (limit: RateLimit) => Verdict | Promise<Verdict>;

/**
 * GCRA, the leaky bucket kept as one instant: the arrival at which the bucket would be full again
 * (ITU-T I.371, annex A). Answers the verdict and the new instant, in milliseconds.
 */
export function gcra(
  { burst, periodMs }: RateLimit,
  fullAt: number,
  now: number,
): Verdict & { fullAt: number } {
  const emission = periodMs / burst;
  const next = Math.max(fullAt, now) + emission;
  const wait = next - periodMs - now;
  if (wait > 0) return { allowed: false, retryAfterMs: Math.ceil(wait), remaining: 0, fullAt };
  const remaining = Math.floor((now + periodMs - next) / emission);
  return { allowed: true, retryAfterMs: 0, remaining, fullAt: next };
}

/** Buckets of this isolate: free, and enough against a runaway client. Bounded, oldest out first. */
export function memoryBuckets(
  capacity = 10_000,
  now: () => number = Date.now,
): (who: string) => Take {
  const buckets = new Map<string, number>();
  return (who) => (limit) => {
    const bucket = `${limit.name}:${who}`;
    const { fullAt, ...verdict } = gcra(limit, buckets.get(bucket) ?? 0, now());
    buckets.delete(bucket);
    buckets.set(bucket, fullAt);
    const oldest = buckets.keys().next();
    if (buckets.size > capacity && !oldest.done) buckets.delete(oldest.value);
    return verdict;
  };
}

const Row = z.object({ allowed: z.boolean(), retry_after_ms: z.number(), remaining: z.number() });

/** The caller's buckets in Postgres, shared by all isolates: for writes. */
export const durableBuckets = (db: CallerDatabase): Take => async ({ name, burst, periodMs }) => {
  const [row] = await db.execute(
    sql`select * from private.take_rate_limit(${name}, ${burst}, ${periodMs})`,
  );
  const { allowed, retry_after_ms, remaining } = Row.parse(row);
  return { allowed, retryAfterMs: retry_after_ms, remaining };
};

/**
 * Takes one request and answers the headers that tell the caller what is left
 * (draft-ietf-httpapi-ratelimit-headers); throws 429 `rate_limited` when nothing is.
 * A limit of 0 is no limit.
 */
export async function takeFrom(take: Take, limit: RateLimit): Promise<Record<string, string>> {
  if (limit.burst === 0) return {};
  const { allowed, retryAfterMs, remaining } = await take(limit);
  const seconds = Math.ceil(limit.periodMs / 1000);
  const retryAfter = Math.ceil(retryAfterMs / 1000);
  const headers = {
    'ratelimit-policy': `"${limit.name}";q=${limit.burst};w=${seconds}`,
    'ratelimit': `"${limit.name}";r=${remaining};t=${allowed ? seconds : retryAfter}`,
  };
  if (allowed) return headers;
  throw new ProblemError('rate_limited', {
    headers: { ...headers, 'retry-after': String(retryAfter) },
  });
}

/**
 * The address a request came from, as the platform's proxy reports it. A client can forge the
 * header where no proxy overwrites it, so this only ever tells anonymous callers apart.
 */
export const clientAddress = (headers: Headers): string =>
  headers.get('x-forwarded-for')?.split(',')[0]?.trim() || 'unknown';
