// What is left of an answer without database, sign-in, search and checks: the model's own stream,
// passed on as it comes.
import process from 'node:process';
import { Hono } from 'hono';

const app = new Hono().basePath('/relay');
app.post('/', async (c) => {
  const { body } = await fetch(`${process.env.AGENT_MODEL_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages: [{ role: 'user', content: await c.req.text() }] }),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
});

export default { fetch: app.fetch };
