import { beforeAll, describe, expect, it } from 'vitest';
import { eventOf, newId } from '../../local/stripe/objects.ts';
import { stripeSignature } from '../../local/stripe/sign.ts';
import { loadSecrets } from '../../local/stack/settings/secrets.ts';
import { stack } from '../../testkit/http/stack.ts';

const { dataDir, status: { api_url } } = stack();
let secret: string;
beforeAll(async () => {
  secret = (await loadSecrets(dataDir)).stripeWebhookSecret;
});

const seconds = (ago = 0) => Math.floor(Date.now() / 1000) - ago;
const anEvent = (livemode = false) =>
  eventOf('product.created', { id: 'prod_1' }, seconds(), { livemode });

async function post(body: string, signature: string | undefined) {
  const answer = await fetch(`${api_url}/functions/v1/webhooks/stripe`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...signature !== undefined && { 'stripe-signature': signature },
    },
    body,
  });
  return { status: answer.status, body: await answer.json() };
}
const signed = (body: string, at?: number) => post(body, stripeSignature(body, [secret], at));
const refused = { status: 401, body: { code: 'signature_invalid' } };
const outcome = (outcome: string) => ({ status: 200, body: { outcome } });

describe('the webhook of Stripe', () => {
  it('takes what was signed, once; a replay is a duplicate', async () => {
    const body = JSON.stringify(anEvent());
    expect(await signed(body)).toEqual(outcome('ignored'));
    expect(await signed(body)).toEqual(outcome('duplicate'));
  });

  it('refuses another secret, another body, an old signature, and none', async () => {
    const body = JSON.stringify(anEvent());
    const good = stripeSignature(body, [secret]);
    expect(await post(body, stripeSignature(body, ['whsec_of_somebody']))).toMatchObject(refused);
    expect(await post(`${body} `, good)).toMatchObject(refused);
    expect(await post(body.replace('product', 'subscription'), good)).toMatchObject(refused);
    expect(await signed(body, seconds(301))).toMatchObject(refused);
    for (const none of [undefined, '', 't=1', 'v1=abc', `t=${seconds()},v1=`, 'é'.slice(1)]) {
      expect(await post(body, none)).toMatchObject(refused);
    }
    // Nothing of these was noted.
    expect(await signed(body, seconds(290))).toEqual(outcome('ignored'));
  });

  it('takes one of two signatures, as while a secret is exchanged for another', async () => {
    const body = JSON.stringify(anEvent());
    const both = stripeSignature(body, ['whsec_the_next', secret]);
    expect(await post(body, both)).toEqual(outcome('ignored'));
  });

  it('refuses events of real money where none is, and notes none of them', async () => {
    const live = anEvent(true);
    expect(await signed(JSON.stringify(live))).toMatchObject({
      status: 403,
      body: { code: 'livemode_mismatch' },
    });
    expect(await signed(JSON.stringify({ ...live, livemode: false }))).toEqual(outcome('ignored'));
  });

  it('takes what it cannot read, so that Stripe goes on, and nothing beyond a bound', async () => {
    for (const body of ['{', 'null', '[]', '{"object":"v2.core.event"}', '"text"']) {
      expect(await signed(body)).toEqual(outcome('unreadable'));
    }
    const broken = eventOf('customer.subscription.updated', { id: newId('sub') }, seconds());
    expect(await signed(JSON.stringify(broken))).toEqual(outcome('unreadable'));
    const huge = JSON.stringify({ ...anEvent(), more: 'x'.repeat(1024 * 1024) });
    expect(await signed(huge)).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
  });
});
