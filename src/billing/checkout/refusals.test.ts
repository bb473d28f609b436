import { describe, expect, it } from 'vitest';
import { PaymentsError } from '../../payments.ts';
import { openCheckout } from './open-checkout.ts';
import { openPortal } from './open-portal.ts';
import { assertReturnUrls, type PaymentsContext, unavailable } from './payments-context.ts';

const urls = { success_url: 'https://app.test/a', cancel_url: 'https://app.test/b' };

describe('a page of the provider', () => {
  it('is refused where none is configured, before anything is asked', async () => {
    const ctx = { payments: undefined, returnOrigins: [] } as unknown as PaymentsContext;
    const body = { plan: 'pro', interval: 'month', ...urls } as const;
    const refused = { code: 'billing_not_configured', kind: 'unavailable' };
    await expect(openCheckout(ctx, { body, key: undefined })).rejects.toMatchObject(refused);
    const back = { return_url: urls.cancel_url };
    await expect(openPortal(ctx, { body: back })).rejects.toMatchObject(refused);
  });

  it('leads back to the origins of this app, as a whole', () => {
    expect(() => assertReturnUrls(['https://app.test'], urls)).not.toThrow();
    for (
      const url of ['http://app.test/a', 'https://app.test:8443/', 'https://app.test.evil.test/']
    ) {
      expect(() => assertReturnUrls(['https://app.test'], { ...urls, cancel_url: url }))
        .toThrow(expect.objectContaining({ code: 'return_url_not_allowed' }));
    }
    expect(() => assertReturnUrls([], urls)).toThrow();
  });

  it('says when a provider that is down may be asked again', () => {
    const after = (ms?: number) => {
      try {
        return unavailable(new PaymentsError('unavailable', 'down', ms));
      } catch (error) {
        return error as { code: string; retryAt: Date };
      }
    };
    expect(after(60_000)).toMatchObject({ code: 'payments_unavailable' });
    expect(after(60_000).retryAt.getTime()).toBeGreaterThan(Date.now() + 50_000);
    expect(after().retryAt.getTime()).toBeGreaterThan(Date.now());
    expect(() => unavailable(new TypeError('of ours'))).toThrow(TypeError);
  });
});
