import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { startFunctions } from '../../local/functions/runtime.ts';
import type { Stack } from '../../local/stack/stack.ts';
import { startFakeModel } from '../../testkit/doubles/fake-model.ts';
import { measured } from '../line.ts';
import { compare, interleave, quantile, type Variant } from '../measure.ts';
import type { Resources } from '../resources.ts';
import type { Suite } from '../suite.ts';

const PEOPLE = 20;
const STREAMS = 100;
/** A model that thinks half a second and then writes for one and a half: quick, as models go. */
const THINK_MS = 500;
const PIECES = 15;
const PIECE_MS = 100;

/**
 * A hundred answers at once through one function with five connections, each from search to checked
 * citation, set against a function that only passes the same model's stream on. Did an answer keep
 * its connection while the model thinks, the hundred would take twenty times as long.
 */
export const agent: Suite = {
  title: 'agent',
  lines: ['agent.streams', 'agent.streams.first_delta_p95'],

  async run({ resources, progress }) {
    const { origins, people } = await prepare(resources);
    const question = JSON.stringify({ input: 'Does a visitor pay a fee?' });
    const firstDeltas: { agent: number[]; relay: number[] } = { agent: [], relay: [] };

    const hundred =
      (kind: 'agent' | 'relay', open: (i: number) => Promise<Watched>): Variant => async () => {
        const watched = await Promise.all(Array.from({ length: STREAMS }, (_, i) => open(i)));
        firstDeltas[kind].push(quantile(watched.map(({ firstDeltaMs }) => firstDeltaMs), 0.95));
        return Math.max(...watched.map(({ totalMs }) => totalMs));
      };
    const samples = await interleave({
      relay: hundred('relay', () => watch(`${origins.relay}/relay`, '', question)),
      agent: hundred('agent', (i) => {
        const { token, session } = people[i % PEOPLE]!;
        const url = `${origins.agent}/agent/sessions/${session}/requests`;
        return watch(url, token, question);
      }),
    }, { rounds: 5, onRound: progress });
    // The first round was the warm-up.
    const [first, floor] = [firstDeltas.agent.slice(1), firstDeltas.relay.slice(1)];
    return [
      measured('agent.streams', 'ms', compare(samples.agent, samples.relay), { atMost: 2 }),
      measured('agent.streams.first_delta_p95', 'ms', compare(first, floor)),
    ];
  },
};

/** The functions with a model of their own, and people who have something to ask about. */
async function prepare(resources: Resources) {
  const stack = await resources.stack();
  const model = await startFakeModel();
  resources.onClose(model.stop);
  model.answer = async ({ say }) => {
    await sleep(THINK_MS);
    for (let piece = 1; piece < PIECES; piece++) {
      say('A visitor pays a fee. ');
      await sleep(PIECE_MS);
    }
    say('[1: "A visitor pays a day fee."]');
  };
  const entry = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  const runtime = startFunctions([
    { name: 'agent', entry: entry('../../supabase/functions/agent/index.ts') },
    { name: 'relay', entry: entry('../functions/relay/index.ts') },
  ], {
    ...stack.doorEnv,
    SUPABASE_URL: stack.apiUrl,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: stack.publishableKey }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: stack.secretKey }),
    SUPABASE_JWKS: JSON.stringify(stack.jwks),
    CURSOR_SECRET: 'a secret of the bench, 32 characters',
    AGENT_MODEL_BASE_URL: model.url,
    AGENT_MODEL: 'bench',
    // Counted as always, but out of reach.
    RATE_LIMIT_ASKS_PER_MINUTE: '100000',
  }, { logFile: join(await resources.directory(), 'functions.log') });
  resources.onClose(runtime.stop);
  const originOf = async (name: string) => `http://127.0.0.1:${(await runtime.lease(name))!.port}`;
  const origins = { agent: await originOf('agent'), relay: await originOf('relay') };

  const db = postgres(stack.dbUrl, { max: 1, onnotice: () => {} });
  resources.onClose(() => db.end());
  const people = [];
  for (let i = 0; i < PEOPLE; i++) people.push(await arrive(stack, origins.agent, db));
  return { origins, people };
}

/** Somebody with a plan that lasts, a document and an open session. */
async function arrive(stack: Stack, origin: string, db: postgres.Sql) {
  const subject = randomUUID();
  const token = await stack.signToken({ sub: subject, aud: 'authenticated' });
  const created = await fetch(`${origin}/agent/sessions`, {
    method: 'POST',
    headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const { id: session } = await created.json() as { id: string };
  const content = 'A visitor pays a day fee.';
  await db`
    with person as (
      update user_profiles set plan = 'pro'
      from users where users.id = user_id and subject = ${subject} returning user_id
    ), document as (
      insert into documents (user_id, title, filename, file_type, file_size, processing_status)
      select user_id, 'Rules', 'rules.txt', 'text/plain', 1, 'ready' from person returning id
    )
    select from document`;
  await db`
    insert into document_chunks (document_id, position, content, start_offset, end_offset)
    select d.id, 0, ${content}, 0, ${content.length}
    from documents d join users u on u.id = d.user_id where u.subject = ${subject}`;
  return { token, session };
}

interface Watched {
  firstDeltaMs: number;
  totalMs: number;
}

const connections = new Agent({ keepAlive: true });

/** Posts a question and reads the stream to its end; throws unless the answer was completed. */
function watch(url: string, token: string, body: string): Promise<Watched> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const headers = {
      'accept': 'text/event-stream',
      'authorization': `Bearer ${token}`,
      'content-type': 'application/json',
    };
    const asked = request(url, { method: 'POST', agent: connections, headers }, (answer) => {
      let text = '';
      let firstDeltaMs = 0;
      answer.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (!firstDeltaMs && text.includes('A visitor')) firstDeltaMs = performance.now() - started;
      });
      answer.once('error', reject).once('end', () => {
        const whole = answer.statusCode === 200 && /event: done|\[DONE\]/.test(text);
        if (whole) resolve({ firstDeltaMs, totalMs: performance.now() - started });
        else reject(new Error(`${url} answered ${answer.statusCode}: ${text.slice(-300)}`));
      });
    });
    asked.once('error', reject).end(body);
  });
}
