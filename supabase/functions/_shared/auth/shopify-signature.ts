const utf8 = new TextEncoder();

/** What a signature can be verified by. */
export type SigningKey = CryptoKey;

/** Makes a key of an app's client secret, by which Shopify signs. */
export const signingKeyOf = (secret: string): Promise<SigningKey> =>
  crypto.subtle.importKey(
    'raw',
    utf8.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  );

/** Reads the signature of a header, the bytes of its base64; one that is none is a wrong one. */
export function signatureOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** Whether the key made this signature of the body; WebCrypto compares in constant time. */
export const isSignedBy = (
  key: SigningKey,
  signature: Uint8Array<ArrayBuffer>,
  body: ArrayBuffer,
): Promise<boolean> => crypto.subtle.verify('HMAC', key, signature, body);
