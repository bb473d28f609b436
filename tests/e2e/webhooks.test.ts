import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clerkDelivery } from '../../testkit/http/clerk.ts';
import { stack } from '../../testkit/http/stack.ts';

const { clerk, status: { api_url } } = stack();
const [current, rotated] = clerk.webhookSecrets;

const created = (subject: string) => ({
  object: 'event',
  type: 'user.created',
  timestamp: Date.now(),
  data: {
    id: subject,
    first_name: 'Hook',
    email_addresses: [{ id: 'idn_1', email_address: 'hook@clerk.test' }],
    primary_email_address_id: 'idn_1',
  },
});

async function post(request: RequestInit) {
  const answer = await fetch(`${api_url}/functions/v1/webhooks/clerk`, request);
  return { status: answer.status, body: await answer.json() };
}

const minutesAgo = (n: number) => new Date(Date.now() - n * 60_000);

describe('the webhook of Clerk', () => {
  it('applies a signed delivery once, under the current and the rotated secret', async () => {
    for (const secret of [current, rotated]) {
      const delivery = clerkDelivery(
        secret,
        `msg_${randomUUID()}`,
        created(`user_${randomUUID()}`),
      );
      expect(await post(delivery)).toEqual({ status: 200, body: { outcome: 'applied' } });
      expect(await post(delivery)).toEqual({ status: 200, body: { outcome: 'duplicate' } });
    }
  });

  it('accepts several signatures of which one is good', async () => {
    const delivery = clerkDelivery(current, `msg_${randomUUID()}`, created(`user_${randomUUID()}`));
    const headers = new Headers(delivery.headers);
    headers.set('svix-signature', `v1,AAAA v2,BBBB ${headers.get('svix-signature')}`);
    expect((await post({ ...delivery, headers })).status).toBe(200);
  });

  it('refuses a wrong secret, another body, and a timestamp more than five minutes off', async () => {
    const event = created(`user_${randomUUID()}`);
    const id = `msg_${randomUUID()}`;
    const stranger = 'whsec_c3RyYW5nZXJzLXNlY3JldC1zdHJhbmdlcg==';
    const good = clerkDelivery(current, id, event);
    const forgeries = [
      clerkDelivery(stranger, id, event),
      { ...good, body: `${good.body} ` },
      clerkDelivery(current, id, event, minutesAgo(6)),
      clerkDelivery(current, id, event, minutesAgo(-6)),
    ];
    for (const forgery of forgeries) {
      expect(await post(forgery)).toMatchObject({
        status: 401,
        body: { code: 'signature_invalid' },
      });
    }
    expect((await post(clerkDelivery(current, id, event, minutesAgo(4)))).status).toBe(200);
  });

  it('answers a signed delivery that is no event with a 400, and records nothing', async () => {
    const id = `msg_${randomUUID()}`;
    const broken = { type: 'user.created', timestamp: Date.now(), data: { first_name: 'No id' } };
    expect(await post(clerkDelivery(current, id, broken))).toMatchObject({
      status: 400,
      body: { code: 'invalid_input' },
    });
    const mended = clerkDelivery(current, id, created(`user_${randomUUID()}`));
    expect((await post(mended)).body.outcome).toBe('applied');
  });
});
