import { createHmac, createSecretKey } from 'node:crypto';
import type { Sign } from './scope.ts';

/** As many bytes as the hash has: a shorter key would be the weakest part (RFC 2104, section 3). */
const MIN_BYTES = 32;

/** HMAC-SHA256 of claims, in hex, as `private.caller_claims` computes it. Throws as `keyBytes`. */
export function claimsSigner(key: string): Sign {
  const secret = createSecretKey(keyBytes(key));
  return (claims) => createHmac('sha256', secret).update(claims).digest('hex');
}

/** The key as bytes: its text in UTF-8. Throws RangeError when they are fewer than 32. */
export function keyBytes(key: string): Uint8Array {
  const bytes = new TextEncoder().encode(key);
  if (bytes.length >= MIN_BYTES) return bytes;
  throw new RangeError(`The key that signs claims needs at least ${MIN_BYTES} bytes`);
}
