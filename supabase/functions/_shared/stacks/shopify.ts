import type { z } from 'zod';
import type { SystemDatabase } from '../../../../src/db/client.ts';
import type { SignedDelivery } from '../auth/verify-delivery.ts';
import { limitBody } from '../http/limit-body.ts';
import type { Stack } from '../http/route/stack.ts';
import { DATABASE_CODES } from '../problems/codes.ts';
import { invalidInput } from '../problems/errors.ts';
import { ProblemError } from '../problems/problem.ts';
import { asSystem } from '../system-db.ts';

/** Shopify waits for five seconds in all, and then takes it for a failure. */
const VERIFY_MS = 1_500;
const APPLY_MS = 2_500;

export interface ShopifyContext<S, H> {
  db: SystemDatabase;
  /** Who it is for: those whose secret signed it, of whom the first has the shop now. */
  signers: [S, ...S[]];
  delivery: H;
  /** Its body. */
  text: string;
}

interface ShopifyStackOptions<S, H extends z.ZodObject> {
  /** What a delivery says of itself, in lower case. */
  headers: H;
  /** The shop that it says it is of; what it says is not believed before the signature is. */
  domainOf: (headers: Headers) => string;
  /** Undefined closes the webhook alone, by a 503: Shopify sends again later. */
  verify: ((delivery: SignedDelivery) => Promise<S[]>) | undefined;
}

/**
 * For Shopify's deliveries: the HMAC of the raw body, by the secret of an app that the shop has or had, is
 * the credential, checked before anything is parsed. It is answered in time, whatever the database is
 * busy with: what was not noted by then is sent again.
 */
export const shopifyStack = <S, H extends z.ZodObject>(
  { headers, domainOf, verify }: ShopifyStackOptions<S, H>,
): Stack<ShopifyContext<S, z.output<H>>> => ({
  who: 'For Shopify, which signs every delivery by the app’s secret, in `X-Shopify-Hmac-Sha256`.',
  problems: ['signature_invalid', 'webhook_closed', ...DATABASE_CODES],
  security: [],
  headers,
  async enter(entry) {
    if (!verify) throw new ProblemError('webhook_closed');
    const { c, spec } = entry;
    const body = await (await limitBody(c.req.raw, spec.file!.maxBytes)).arrayBuffer();
    const signature = c.req.header('x-shopify-hmac-sha256') ?? '';
    const verified = verify({ domain: domainOf(c.req.raw.headers), signature, body });
    const [first, ...others] = await inTime(VERIFY_MS, verified);
    if (first === undefined) throw new ProblemError('signature_invalid');
    const told = headers.safeParse(Object.fromEntries(c.req.raw.headers));
    if (!told.success) throw invalidInput('header', told.error);
    c.set('callerKind', 'webhook');
    return {
      db: asSystem(spec.id),
      signers: [first, ...others],
      delivery: told.data,
      text: new TextDecoder().decode(body),
    };
  },
  around: (_entry, ctx, work) => inTime(APPLY_MS, work(ctx)),
});

/** Answers 503 where the work takes too long; it may still be done, and then its repeat is a duplicate. */
async function inTime<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(
      () => refuse(new ProblemError('busy', { headers: { 'retry-after': '2' } })),
      ms,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
