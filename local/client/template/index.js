import createFetch from 'openapi-fetch';

/** Makes a client; every request carries the key and, while somebody is signed in, their token. */
export function createTatame({ baseUrl, apikey, token, ...options }) {
  const client = createFetch({ baseUrl, ...options });
  client.use({
    async onRequest({ request }) {
      const bearer = typeof token === 'function' ? await token() : token;
      if (apikey) request.headers.set('apikey', apikey);
      if (bearer) request.headers.set('authorization', `Bearer ${bearer}`);
      return request;
    },
  });
  return client;
}

/** Reads server-sent events, as they arrive; leaving the loop hangs up. */
export async function* eventsOf(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (pending + value).split('\n\n');
      pending = blocks.pop();
      for (const block of blocks) {
        const field = (name) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
        const [id, event, data] = [field('id'), field('event'), field('data')];
        if (event && data) yield { ...(id && { id }), event, data: JSON.parse(data) };
      }
    }
  } finally {
    await reader.cancel();
  }
}
