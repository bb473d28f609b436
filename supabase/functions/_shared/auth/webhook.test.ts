import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { verifyWebhook } from './webhook.ts';

const secret = `whsec_${btoa('a secret of the webhook endpoint')}`;
const oldSecret = `whsec_${btoa('the secret before it was rotated')}`;
const body = '{"type":"user.created"}';

function signed(prefix: string, { at = Date.now(), by = secret, text = body } = {}): Headers {
  const sentAt = new Date(at);
  return new Headers({
    [`${prefix}-id`]: 'msg_1',
    [`${prefix}-timestamp`]: String(Math.floor(at / 1000)),
    [`${prefix}-signature`]: new Webhook(by).sign('msg_1', sentAt, text),
  });
}

const refused = expect.objectContaining({ status: 401, code: 'signature_invalid' });

describe('verifyWebhook', () => {
  it.each(['webhook', 'svix'])('takes %s headers and names the message', (prefix) => {
    const at = Date.now();
    expect(verifyWebhook([secret], signed(prefix, { at }), body)).toEqual({
      id: 'msg_1',
      sentAt: new Date(Math.floor(at / 1000) * 1000),
    });
  });

  it('takes any of several secrets and any of several signatures', () => {
    expect(verifyWebhook([secret, oldSecret], signed('svix', { by: oldSecret }), body).id)
      .toBe('msg_1');
    const headers = signed('svix');
    headers.set('svix-signature', `v1,bm90IHRoaXMgb25l ${headers.get('svix-signature')}`);
    expect(verifyWebhook([secret], headers, body).id).toBe('msg_1');
  });

  it('takes a clock that is off by less than five minutes', () => {
    const almost = 4 * 60_000 + 50_000;
    for (const at of [Date.now() - almost, Date.now() + almost]) {
      expect(verifyWebhook([secret], signed('svix', { at }), body).id).toBe('msg_1');
    }
  });

  it('refuses another body, secret, time or version, and missing headers', () => {
    const verify = (headers: Headers, text = body) => () => verifyWebhook([secret], headers, text);
    expect(verify(signed('svix'), `${body} `)).toThrow(refused);
    expect(verify(signed('svix', { by: oldSecret }))).toThrow(refused);
    expect(verify(signed('svix', { at: Date.now() - 6 * 60_000 }))).toThrow(refused);
    expect(verify(signed('svix', { at: Date.now() + 6 * 60_000 }))).toThrow(refused);
    const asymmetric = signed('svix');
    asymmetric.set('svix-signature', asymmetric.get('svix-signature')!.replace('v1,', 'v1a,'));
    expect(verify(asymmetric)).toThrow(refused);
    for (const name of ['svix-id', 'svix-timestamp', 'svix-signature']) {
      const headers = signed('svix');
      headers.delete(name);
      expect(verify(headers)).toThrow(refused);
    }
  });

  it('refuses a redelivery under another id', () => {
    const headers = signed('svix');
    headers.set('svix-id', 'msg_2');
    expect(() => verifyWebhook([secret], headers, body)).toThrow(refused);
  });
});
