import { addressOf, assertAllowed } from './address.ts';
import { FileRefused } from './file-reasons.ts';

const REDIRECTS = 5;
const REDIRECT = [301, 302, 303, 307, 308];
/** A host may say for how long it is to be left alone; not for longer than this. */
const LONGEST_PAUSE_MS = 30_000;

interface Asked {
  address: string;
  /** Origins that may be asked. */
  allowed: ReadonlySet<string>;
  /** Bytes that it has. */
  bytes: number;
  /** For how long the host may be silent. */
  silentMs: number;
  /** Ends everything, and keeps why. */
  abort: AbortController;
}

/**
 * Asks the old host for a file and answers its bytes as they come, which fail where they are not as many as
 * there must be. Nothing is read ahead.
 * @throws FileRefused
 */
export async function fetchFile(asked: Asked): Promise<ReadableStream<Uint8Array>> {
  const answer = await follow(asked);
  const { status, headers, body } = answer;
  if (status !== 200) {
    await body?.cancel();
    const busy = status === 429 || status === 408 || status >= 500;
    throw new FileRefused('answered', String(status), busy ? pauseOf(headers) : undefined);
  }
  const said = headers.get('content-length');
  // What is packed is as long as its row says when it is unpacked.
  if (said !== null && !headers.has('content-encoding') && Number(said) !== asked.bytes) {
    await body?.cancel();
    throw sizeDiffers(`${said.slice(0, 20)} bytes`, asked);
  }
  return exactly(body, asked);
}

async function follow({ address, allowed, silentMs, abort }: Asked): Promise<Response> {
  let at = addressOf(address);
  for (let redirects = 0; redirects <= REDIRECTS; redirects++) {
    assertAllowed(at, allowed);
    const answer = await within(
      fetch(at, {
        redirect: 'manual',
        headers: { accept: '*/*', 'accept-encoding': 'identity' },
        signal: abort.signal,
      }),
      silentMs,
      abort,
    );
    const location = REDIRECT.includes(answer.status) ? answer.headers.get('location') : null;
    if (location === null) return answer;
    await answer.body?.cancel();
    at = addressOf(location, at);
  }
  throw new FileRefused('too_many_redirects');
}

/** Waits for the host, and no longer than it may be silent. */
async function within<T>(work: Promise<T>, silentMs: number, abort: AbortController): Promise<T> {
  const late = new FileRefused('timed_out', `${silentMs} ms of silence`, {});
  const timer = setTimeout(() => abort.abort(late), silentMs);
  try {
    return await work;
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    const { cause } = error as { cause?: { code?: string } };
    throw new FileRefused('unreachable', cause?.code ?? null, {});
  } finally {
    clearTimeout(timer);
  }
}

function exactly(
  body: ReadableStream<Uint8Array> | null,
  asked: Asked,
): ReadableStream<Uint8Array> {
  const reader = body?.getReader();
  let count = 0;
  const read = async () => {
    if (!reader) return undefined;
    const { value } = await within(reader.read(), asked.silentMs, asked.abort);
    count += value?.length ?? 0;
    return value;
  };
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const value = await read();
        // A host that does not say how much there is may have been cut off.
        if (!value && count < asked.bytes) throw sizeDiffers(`${count} bytes`, asked, {});
        if (count > asked.bytes) throw sizeDiffers('more', asked);
        if (value) controller.enqueue(value);
        else controller.close();
      } catch (fault) {
        // Whoever reads this says it in words of their own: here it is kept.
        asked.abort.abort(fault);
        throw fault;
      }
    },
    cancel: (reason) => reader?.cancel(reason),
  }, { highWaterMark: 0 });
}

const sizeDiffers = (came: string, { bytes }: Asked, again?: object) =>
  new FileRefused('size_differs', `${came} instead of ${bytes}`, again);

/** RFC 9110: seconds, or a date. */
function pauseOf(headers: Headers): { afterMs?: number } {
  const said = headers.get('retry-after');
  if (!said) return {};
  const ms = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return ms > 0 ? { afterMs: Math.min(ms, LONGEST_PAUSE_MS) } : {};
}
