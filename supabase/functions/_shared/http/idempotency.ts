import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { CallerDatabase } from '../../../../src/db/client.ts';
import { hex, sha256 } from '../../../../src/digest.ts';
import type { HttpAnswer } from './route/reply.ts';
import { ProblemError } from '../problems/problem.ts';

/** Printable ASCII, as draft-ietf-httpapi-idempotency-key-header asks; uuids fit. */
export const idempotencyHeader = {
  'idempotency-key': z.string().regex(
    /^[\x21-\x7e]{1,255}$/,
    'must be 1 to 255 printable characters',
  )
    .optional()
    .meta({
      description: 'Repeating a write with the same key within 24 hours replays its answer',
    }),
};

const Claim = z.object({
  fingerprint_matches: z.boolean(),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.unknown(),
});

/**
 * Runs a write once per caller and key. The key is claimed, the work done and its answer stored in
 * one transaction: a failure frees the key, and a concurrent twin waits for the first and then gets
 * the same answer. Throws 422 `idempotency_key_reused` if the key came with another request.
 *
 * @param fingerprint of the request, see `fingerprint()`
 * @param work does the write on the transaction it is given
 */
export function once(
  db: CallerDatabase,
  key: string,
  fingerprint: string,
  work: (tx: CallerDatabase) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  return db.transaction(async (tx) => {
    const [row] = await tx.execute(
      sql`select * from private.claim_idempotency_key(${key}, ${fingerprint})`,
    );
    if (row) return replay(Claim.parse(row));
    const answer = await work(tx);
    const { status, headers, body } = answer;
    await tx.execute(sql`select private.store_idempotent_response(
      ${key}, ${status}, ${JSON.stringify(headers)}::jsonb, ${
      JSON.stringify(body ?? null)
    }::json)`);
    return answer;
  });
}

function replay(
  { fingerprint_matches, status, headers, body }: z.output<typeof Claim>,
): HttpAnswer {
  if (!fingerprint_matches) {
    const code = 'idempotency_key_reused';
    throw new ProblemError(code, {
      errors: [{
        field: 'header.idempotency-key',
        code,
        message: 'Use a new key for a new request',
      }],
    });
  }
  return {
    status,
    headers: { ...headers, 'idempotency-replayed': 'true' },
    body: status === 204 ? undefined : body,
  };
}

/** Method, path with query, and body: what makes two requests the same one. SHA-256, hex. */
export async function fingerprint(method: string, url: string, body: string): Promise<string> {
  const { pathname, search } = new URL(url);
  return hex(await sha256(JSON.stringify([method, pathname + search, body])));
}
