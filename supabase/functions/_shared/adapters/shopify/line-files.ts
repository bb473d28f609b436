import { FileGone, type LineFiles } from '../../../../../src/store/bulk/line-files.ts';
import type { ShopifyEnv } from '../../runtime/env.ts';
import { fetchFrom } from '../../traces/traced-fetch.ts';
import { isPublicAddress } from './public-address.ts';

const TIMEOUT_MS = 20_000;

/**
 * Reads the files of bulk operations. An address is where Shopify said the file is: encrypted, at a
 * host of the open Internet, or in tests where the double of Shopify is. It is asked for without our
 * token and follows no redirect.
 */
export function createLineFiles({ SHOPIFY_API_URL }: ShopifyEnv): LineFiles {
  // Only where it is not Shopify itself, whose files lie with a store of files.
  const double = SHOPIFY_API_URL.startsWith('https://{shop}')
    ? undefined
    : new URL(SHOPIFY_API_URL.replace('{shop}', 'shop')).origin;

  return {
    async read(url, { from, length, signal }) {
      if (new URL(url).origin !== double && !isPublicAddress(url)) {
        throw new Error('Shopify gave an address that is not read');
      }
      const answer = await fetchFrom('shopify-files')(url, {
        headers: { range: `bytes=${from}-${from + length - 1}` },
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      if (answer.status === 206 || answer.status === 200) {
        const skipped = answer.status === 206 ? 0 : from;
        return { bytes: await bytesOf(answer, skipped, length), total: totalOf(answer) };
      }
      await answer.body?.cancel();
      // Nothing lies behind the end: an empty file, or all of it was read.
      if (answer.status === 416) return { bytes: new Uint8Array(), total: totalOf(answer) };
      const words = `The file cannot be read (${answer.status})`;
      throw answer.status >= 400 && answer.status < 500 ? new FileGone(words) : new Error(words);
    },
  };
}

/** How long the whole file is; an answer that does not say is of no use. */
function totalOf({ status, headers }: Response): number {
  const text = status === 200
    ? headers.get('content-length')
    : /\/([0-9]{1,15})$/.exec(headers.get('content-range') ?? '')?.[1];
  if (!text) throw new Error('The store of files does not say how long the file is');
  return Number.parseInt(text, 10);
}

/** Reads `length` bytes behind those that are skipped; what came before the connection broke counts. */
async function bytesOf(answer: Response, skipped: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let at = -skipped;
  try {
    for await (const piece of answer.body ?? []) {
      const wanted = piece.subarray(Math.max(0, -at), Math.max(0, length - at));
      if (wanted.length > 0) bytes.set(wanted, Math.max(0, at));
      at += piece.length;
      if (at >= length) break;
    }
  } catch (error) {
    if (at <= 0) throw error;
  }
  return bytes.subarray(0, Math.max(0, Math.min(at, length)));
}
