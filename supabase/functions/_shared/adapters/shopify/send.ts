import { ShopifyError } from '../../../../../src/shopify-error.ts';
import { fetchFrom } from '../../traces/traced-fetch.ts';

/** One answer takes no longer, and is no larger: 250 orders in full are below one of these megabytes. */
const TIMEOUT_MS = 20_000;
const MAX_BYTES = 8 * 1024 * 1024;

export interface Answer {
  status: number;
  headers: Headers;
  /** What was parsed; undefined where it is no JSON, as with most of what is not a 200. */
  body: unknown;
}

/**
 * Makes one request to Shopify. It follows no redirect: a token goes where it was meant to, or nowhere.
 * @throws ShopifyError `unavailable`: nothing came, too late or too much; or the signal's own reason
 */
export async function send(
  url: string,
  { headers, body }: { headers: Record<string, string>; body: unknown },
  signal: AbortSignal,
): Promise<Answer> {
  const late = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const answer = await fetchFrom('shopify')(url, {
      method: 'POST',
      headers: { 'accept': 'application/json', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.any([signal, late]),
    });
    return {
      status: answer.status,
      headers: answer.headers,
      body: parsed(await textOf(answer)),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ShopifyError) throw error;
    throw new ShopifyError(
      'unavailable',
      late.aborted ? 'Shopify took too long' : 'Shopify cannot be reached',
      { reason: late.aborted ? 'timeout' : 'unreachable' },
    );
  }
}

async function textOf(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) {
      throw new ShopifyError('unavailable', 'Shopify answered more than is read', {
        reason: 'too_large',
      });
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
