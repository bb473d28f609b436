import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { stripeSignature } from '../../../../local/stripe/sign.ts';
import { stripeVerifier } from './verify-stripe.ts';

const [ours, before] = ['whsec_ours', 'whsec_before'];
const body = JSON.stringify({ id: 'evt_1', object: 'event' });
const bytes = (text = body) => new TextEncoder().encode(text);
const now = () => Math.floor(Date.now() / 1000);
const refused = { code: 'signature_invalid' };

describe('what Stripe signs', () => {
  const verify = stripeVerifier([ours, before]);

  it('is believed under any of the secrets, of several signatures too', async () => {
    for (const secrets of [[ours], [before], ['whsec_x', before], [ours, before]]) {
      expect(await verify(bytes(), stripeSignature(body, secrets))).toMatchObject({ id: 'evt_1' });
    }
  });

  it('is signed here as the package has it', async () => {
    const timestamp = now();
    const theirs = await Stripe.webhooks.generateTestHeaderStringAsync({
      ...{ payload: body, secret: ours, timestamp },
    });
    expect(stripeSignature(body, [ours], timestamp)).toBe(theirs);
  });

  it('is nothing under another secret, when it is old, or of another body', async () => {
    const good = stripeSignature(body, [ours]);
    for (
      const [text, header] of [
        [body, stripeSignature(body, ['whsec_x'])],
        [body, stripeSignature(body, [ours], now() - 301)],
        [`${body} `, good],
        ['', good],
        [body, ''],
        [body, good.replace('v1', 'v0')],
      ] as const
    ) {
      await expect(verify(bytes(text), header)).rejects.toMatchObject(refused);
    }
    expect(await verify(bytes(), stripeSignature(body, [ours], now() - 290))).toBeDefined();
  });

  it('is undefined where it was signed and is no event', async () => {
    for (const text of ['{', '{"object":"v2.core.event"}']) {
      expect(await verify(bytes(text), stripeSignature(text, [ours]))).toBeUndefined();
    }
  });
});
