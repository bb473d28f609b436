import { describe, expect, it, vi } from 'vitest';
import { deliveryVerifier, type Signer } from './verify-delivery.ts';

const utf8 = new TextEncoder();
const body = utf8.encode('{"id":1}').buffer;

async function signedBy(secret: string, text: ArrayBuffer = body): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', utf8.encode(secret), algorithm, false, ['sign']);
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign('HMAC', key, text))));
}

interface Shop extends Signer {
  name: string;
}
const shop = (name: string, ...secrets: string[]): Shop => ({ name, secrets });

function verifier(...shops: Shop[]) {
  const lookUp = vi.fn((domain: string) => Promise.resolve(domain === 'ours' ? shops : []));
  const verify = deliveryVerifier(lookUp);
  return {
    lookUp,
    shops,
    verify: async (signature: string, domain = 'ours') =>
      (await verify({ domain, signature, body })).map(({ name }) => name),
  };
}

describe('a delivery', () => {
  it('is of the shop whose secret signed it, the current or the one before', async () => {
    const { verify, lookUp } = verifier(shop('a', 'new', 'old'), shop('b', 'other'));
    expect(await verify(await signedBy('new'))).toEqual(['a']);
    expect(await verify(await signedBy('old'))).toEqual(['a']);
    expect(await verify(await signedBy('other'))).toEqual(['b']);
    expect(lookUp).toHaveBeenCalledTimes(1);
  });

  it('is of all whose secret signed it, in their order', async () => {
    const { verify } = verifier(shop('a', 'same'), shop('b', 'same'), shop('c', 'other'));
    expect(await verify(await signedBy('same'))).toEqual(['a', 'b']);
  });

  it('is nobody’s under another secret, of another body, without a signature or for a stranger', async () => {
    const { verify } = verifier(shop('a', 'secret'));
    const wrong = [
      await signedBy('another'),
      await signedBy('secret', utf8.encode('{"id":2}').buffer),
      ...['', 'no base64!', btoa('short'), (await signedBy('secret')).toLowerCase()],
    ];
    for (const signature of wrong) expect(await verify(signature)).toEqual([]);
    expect(await verify(await signedBy('secret'), 'theirs')).toEqual([]);
  });

  it('is verified by secrets that were replaced or added since they were read', async () => {
    const { verify, shops } = verifier(shop('a', 'first'));
    expect(await verify(await signedBy('first'))).toEqual(['a']);
    shops[0] = shop('a', 'second', 'first');
    expect(await verify(await signedBy('second'))).toEqual(['a']);
    shops.pop();
    expect(await verify(await signedBy('third'))).toEqual([]);
    expect(await verify(await signedBy('second'))).toEqual([]);
  });

  it('is not believed by a secret that is gone for more than a minute', async () => {
    vi.useFakeTimers();
    try {
      const { verify, shops } = verifier(shop('a', 'secret'));
      const signature = await signedBy('secret');
      expect(await verify(signature)).toEqual(['a']);
      shops.pop();
      vi.advanceTimersByTime(61_000);
      expect(await verify(signature)).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });
});
