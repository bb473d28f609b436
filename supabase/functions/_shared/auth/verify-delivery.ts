import { isSignedBy, signatureOf, type SigningKey, signingKeyOf } from './shopify-signature.ts';

/** Whom a delivery may be for, and what may have signed it. */
export interface Signer {
  secrets: readonly string[];
}

/** A delivery as it came. */
export interface SignedDelivery {
  domain: string;
  signature: string;
  body: ArrayBuffer;
}

interface Known<S> {
  signer: S;
  keys: SigningKey[];
}

/** How long an isolate trusts what it has read of a shop's secrets. */
const TRUSTED_MS = 60_000;
/** How many shops it remembers. */
const REMEMBERED = 1_000;

/**
 * Makes a verifier of Shopify's deliveries: it answers whom a delivery is for, of all who have or had the
 * shop, and nobody where nothing of theirs signed it. Secrets are remembered for a minute, and looked up
 * again before a signature is refused. A shop that nobody knows takes the same work.
 *
 * @param signersOf looks up who has or had the shop of a domain
 */
export function deliveryVerifier<S extends Signer>(
  signersOf: (domain: string) => Promise<readonly S[]>,
): (delivery: SignedDelivery) => Promise<S[]> {
  const remembered = new Map<string, { known: Known<S>[]; until: number }>();
  const nobodys = signingKeyOf(crypto.randomUUID());

  async function lookUp(domain: string): Promise<Known<S>[]> {
    const known = await Promise.all((await signersOf(domain)).map(async (signer) => ({
      signer,
      keys: await Promise.all(signer.secrets.map(signingKeyOf)),
    })));
    remembered.delete(domain);
    if (known.length > 0) {
      remembered.set(domain, { known, until: Date.now() + TRUSTED_MS });
      if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!);
    }
    return known;
  }

  return async ({ domain, signature, body }) => {
    const bytes = signatureOf(signature);
    const signed = async (known: readonly Known<S>[]): Promise<S[]> => {
      const verified = await Promise.all(
        known.map(async ({ keys }) =>
          (await Promise.all(keys.map((key) => isSignedBy(key, bytes, body)))).includes(true)
        ),
      );
      if (known.length === 0) await isSignedBy(await nobodys, bytes, body);
      return known.flatMap(({ signer }, index) => verified[index] ? [signer] : []);
    };
    const cached = remembered.get(domain);
    if (cached && cached.until > Date.now()) {
      const signers = await signed(cached.known);
      if (signers.length > 0) return signers;
    }
    return await signed(await lookUp(domain));
  };
}
