/** Bytes read for nothing at most: whoever sends more than any route takes may lose the answer. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Reads what an answer has left of the request's body, and forgets it. The hosted runtime (Deno 2.1)
 * breaks a connection whose request was not read to its end, and a refusal is lost with it.
 */
export async function readRest({ body }: Request): Promise<void> {
  if (!body || body.locked) return;
  const reader = body.getReader();
  try {
    for (let bytes = 0; bytes < MOST_BYTES;) {
      const { done, value } = await reader.read();
      if (done) return;
      bytes += value.length;
    }
    await reader.cancel();
  } catch {
    // Its sender has hung up, and hears no answer.
  }
}
