/** A key of the environment, by the name that what it sealed begins with. */
export interface NamedKey {
  name: string;
  /** 32 bytes */
  base64: string;
}

/** What a secret belongs to: nothing that was sealed opens in the place of another. */
export interface SealedPlace {
  shop_id: string;
  what: 'secret' | 'token';
}

/** Seals the secrets of shops, so that the database holds nothing that opens one. */
export interface Seals {
  /** The name of the key that seals. */
  readonly current: string;
  seal(secret: string, place: SealedPlace): Promise<string>;
  /** @throws SealError */
  open(sealed: string, place: SealedPlace): Promise<string>;
}

/** Thrown for what cannot be opened: its key is not here, or it was sealed for another place. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

const utf8 = { in: new TextEncoder(), out: new TextDecoder() };
const IV_BYTES = 12;

/**
 * Makes seals of keys: AES-256-GCM with a random initialisation vector for each, written as
 * `<key's name>.<vector and ciphertext in base64>`. The first key seals; all of them open.
 */
export function sealsOf(keys: readonly NamedKey[]): Seals {
  const [first] = keys;
  if (!first) throw new SealError('There is no key to seal with');
  const imported = new Map(keys.map(({ name, base64 }) => [
    name,
    crypto.subtle.importKey('raw', bytesOf(base64), 'AES-GCM', false, ['encrypt', 'decrypt']),
  ]));

  return {
    current: first.name,
    async seal(secret, place) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const key = await imported.get(first.name)!;
      const sealed = await crypto.subtle.encrypt(modeOf(iv, place), key, utf8.in.encode(secret));
      const whole = new Uint8Array(IV_BYTES + sealed.byteLength);
      whole.set(iv);
      whole.set(new Uint8Array(sealed), IV_BYTES);
      return `${first.name}.${btoa(String.fromCharCode(...whole))}`;
    },
    async open(sealed, place) {
      const [, name = '', base64 = ''] = /^([a-z0-9-]{1,32})\.([A-Za-z0-9+/=]+)$/.exec(sealed) ??
        [];
      const key = await imported.get(name);
      if (!key) throw new SealError('What was sealed needs a key that is not here');
      try {
        const whole = bytesOf(base64);
        const mode = modeOf(whole.subarray(0, IV_BYTES), place);
        return utf8.out.decode(
          await crypto.subtle.decrypt(mode, key, whole.subarray(IV_BYTES)),
        );
      } catch {
        throw new SealError('What was sealed does not open here');
      }
    },
  };
}

const modeOf = (iv: Uint8Array<ArrayBuffer>, { shop_id, what }: SealedPlace) => ({
  name: 'AES-GCM',
  iv,
  additionalData: utf8.in.encode(`tatame/shops/${shop_id.toLowerCase()}/${what}`),
});

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
