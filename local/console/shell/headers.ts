import { createMiddleware } from 'hono/factory';

/** Everything comes from here, nothing is inline, nobody frames it, forms lead nowhere else. */
const POLICY = [
  `default-src 'none'`,
  ...[`script-src 'self'`, `style-src 'self'`, `img-src 'self' data:`, `connect-src 'self'`],
  ...[`form-action 'self'`, `base-uri 'none'`, `frame-ancestors 'none'`],
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  // With `no-referrer` browsers would send forms with the origin `null`.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Puts what protects a page on every answer, refusals and errors included. */
export const protect = createMiddleware(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
});
