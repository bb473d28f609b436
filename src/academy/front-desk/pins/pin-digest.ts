import { hex } from '../../../digest.ts';

/** What a PIN becomes before it goes to the database, which never sees the key. */
export type PinDigest = (pin: string) => Promise<string>;

/** Makes digests of PINs: HMAC-SHA256 in hexadecimal, under a key of the functions' environment. */
export function pinDigest(key: string): PinDigest {
  const utf8 = new TextEncoder();
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const imported = crypto.subtle.importKey('raw', utf8.encode(key), hmac, false, ['sign']);
  return async (pin) => hex(await crypto.subtle.sign(hmac, await imported, utf8.encode(pin)));
}
