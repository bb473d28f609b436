import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Stack, startStack } from '../../local/stack/stack.ts';
import { type FakeModel, startFakeModel } from '../../testkit/doubles/fake-model.ts';
import {
  type OtlpCollector,
  type ReceivedSpan,
  startOtlpCollector,
} from '../../testkit/doubles/otlp-collector.ts';
import { stack as sharedStack } from '../../testkit/http/stack.ts';

const CLIENT_SPAN = '00f067aa0ba902b7';
const SECRET_WORDS = 'Zwiebelkuchen';

/** What an app sends that traces: a trace of its own for each request. */
function newTrace(sampled = true) {
  const traceId = randomBytes(16).toString('hex');
  return {
    traceId,
    headers: {
      traceparent: `00-${traceId}-${CLIENT_SPAN}-0${sampled ? 1 : 0}`,
      tracestate: 'app=1',
    },
  };
}

describe('a stack with a collector', () => {
  let dataDir: string;
  let stack: Stack;
  let collector: OtlpCollector;
  let model: FakeModel;
  let token: string;
  let admin: postgres.Sql;

  const send = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(`${stack.apiUrl}/functions/v1/${path}`, {
      ...init,
      headers: {
        'authorization': `Bearer ${token}`,
        'content-type': 'application/json',
        ...init.headers,
      },
    });
  const upload = async (headers: Record<string, string>, text: string) => {
    const answer = await send(`knowledge/documents/upload?filename=${SECRET_WORDS}.txt`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'text/plain' },
      body: text,
    });
    expect(answer.status).toBeLessThan(300);
    return (await answer.json()).id as string;
  };
  const of = (traceId: string) => collector.spans.filter((span) => span.traceId === traceId);
  const ancestorsOf = (span: ReceivedSpan): string[] => {
    const above = collector.spans.find(({ spanId }) => spanId === span.parentSpanId);
    return above ? [above.name, ...ancestorsOf(above)] : [];
  };

  beforeAll(async () => {
    [collector, model] = await Promise.all([startOtlpCollector(), startFakeModel()]);
    dataDir = await mkdtemp(join(tmpdir(), 'tatame-traces-'));
    stack = await startStack({
      dataDir,
      ports: { api: 0, db: 0, studio: 0, console: 0 },
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-key=of%20the%20collector',
        OTEL_EXPORTER_OTLP_TIMEOUT: '1000',
        AGENT_MODEL_BASE_URL: model.url,
        AGENT_MODEL: 'fake',
      },
    });
    admin = postgres(stack.adminUrl, { max: 1, onnotice: () => {} });
    const { email, password } = stack.people[0]!;
    const signedIn = await fetch(`${stack.apiUrl}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers: { apikey: stack.publishableKey, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    token = (await signedIn.json()).access_token;
  });
  afterAll(async () => {
    await admin?.end();
    await stack?.stop();
    await Promise.all([collector.stop(), model.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  });

  it('sees one trace from the request through its statements to the job and its calls', async () => {
    const { traceId, headers } = newTrace();
    await upload(headers, `${SECRET_WORDS} is served after training.`);
    await collector.waitFor((span) =>
      span.traceId === traceId && span.name === 'job process_document'
    );

    const request = of(traceId).find(({ parentSpanId }) => parentSpanId === CLIENT_SPAN)!;
    expect(request).toMatchObject({
      name: 'POST /knowledge/documents/upload',
      kind: 2,
      traceState: 'app=1',
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/knowledge/documents/upload',
        'caller.kind': 'user',
      },
      resource: { 'service.name': 'tatame', 'faas.name': 'knowledge' },
    });
    expect(collector.headers[0]).toMatchObject({ 'x-key': 'of the collector' });

    const statement = of(traceId).find(({ attributes }) =>
      String(attributes['db.query.text']).includes('private.submit_document')
    )!;
    expect(statement).toMatchObject({
      parentSpanId: request.spanId,
      kind: 3,
      attributes: { 'db.system.name': 'postgresql', 'db.response.returned_rows': 1 },
    });
    const job = of(traceId).find(({ name }) => name === 'job process_document')!;
    expect(job).toMatchObject({
      kind: 5,
      parentSpanId: statement.spanId,
      attributes: { 'job.kind': 'process_document' },
      resource: { 'faas.name': 'jobs' },
    });
    expect(job.links).toHaveLength(1);
    const run = await collector.waitFor(({ spanId }) => spanId === job.links[0]!.spanId);
    expect(run).toMatchObject({ name: 'POST /jobs/run', traceId: job.links[0]!.traceId });
    expect(run.traceId).not.toBe(traceId);

    const calls = of(traceId).filter(({ kind, attributes }) =>
      kind === 3 && attributes['peer.service']
    );
    const stored = calls.find(({ name }) => name === 'POST storage')!;
    expect(stored.parentSpanId).toBe(request.spanId);
    const extracted = calls.find(({ name }) => name === 'POST extract')!;
    expect(ancestorsOf(extracted)).toEqual([job.name, statement.name, request.name]);
    // Its process gets no other request; it ends only when its spans have left.
    expect(await collector.waitFor(({ parentSpanId }) => parentSpanId === extracted.spanId))
      .toMatchObject({ traceId, kind: 2, resource: { 'faas.name': 'extract' } });
  });

  it('sees the model asked, which is told the trace', async () => {
    let told: unknown;
    model.answer = ({ headers, say }) => {
      told = headers.traceparent;
      say('No idea.');
    };
    const session = await (await send('agent/sessions', { method: 'POST', body: '{}' })).json();
    const { traceId, headers } = newTrace();
    const answer = await send(`agent/sessions/${session.id}/requests`, {
      method: 'POST',
      headers: { ...headers, accept: 'text/event-stream' },
      body: JSON.stringify({ input: `When is ${SECRET_WORDS} served?` }),
    });
    expect(await answer.text()).toContain('event: done');
    const call = await collector.waitFor((span) =>
      span.traceId === traceId && span.name === 'POST agent'
    );
    expect(call).toMatchObject({ kind: 3, attributes: { 'server.address': '127.0.0.1' } });
    expect(told).toBe(`00-${traceId}-${call.spanId}-01`);
  });

  it('tells who asked the trace of a refusal, and keeps refusals out of the errors', async () => {
    const { traceId, headers } = newTrace();
    const missing = '00000000-0000-4000-8000-000000000000';
    const answer = await send(`knowledge/documents/${missing}`, { headers });
    expect(await answer.json()).toMatchObject({ code: 'document_not_found', trace_id: traceId });
    const span = await collector.waitFor((one) =>
      one.traceId === traceId && one.parentSpanId === CLIENT_SPAN
    );
    expect(span).toMatchObject({
      name: 'GET /knowledge/documents/:document_id',
      status: 0,
      attributes: { 'problem.code': 'document_not_found' },
    });
  });

  it('records nothing of who does not want it, and begins a trace for who brings a bad one', async () => {
    const { traceId, headers } = newTrace(false);
    expect((await send('identity/me', { headers })).status).toBe(200);
    const bad = {
      traceparent: `00-${'0'.repeat(32)}-${CLIENT_SPAN}-01`,
      'x-request-id': 'bad-one',
    };
    expect((await send('identity/me', { headers: bad })).status).toBe(200);
    const begun = await collector.waitFor(({ attributes }) =>
      attributes['request.id'] === 'bad-one'
    );
    expect(begun).toMatchObject({ parentSpanId: '', name: 'GET /identity/me' });
    expect(of(traceId)).toEqual([]);
  });

  it('lets a page of another origin send its trace', async () => {
    const answer = await send('identity/me', {
      method: 'OPTIONS',
      headers: {
        'origin': 'https://app.tatame.test',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'traceparent,tracestate,baggage',
      },
    });
    const allowed = answer.headers.get('access-control-allow-headers')?.toLowerCase();
    for (const name of ['traceparent', 'tracestate', 'baggage']) expect(allowed).toContain(name);
  });

  it('has told the collector nothing of people, words, values or secrets', async () => {
    await send(`identity/me?secret=${SECRET_WORDS}`);
    await sleep(1_000);
    const [documents] = await admin<{ ids: string[] }[]>`
      select array_agg(id::text) as ids from (
        select id from documents union all select id from users) everything`;
    const everything = collector.received.join('\n');
    expect(collector.spans.length).toBeGreaterThan(20);
    const { email } = stack.people[0]!;
    const secrets = [SECRET_WORDS, email, token, token.slice(-40), stack.secretKey, '?filename'];
    for (const secret of [...secrets, ...documents!.ids]) expect(everything).not.toContain(secret);
  });

  it('does not notice that the collector is away, but for one line of each function', async () => {
    const time = async () => {
      const began = performance.now();
      for (let i = 0; i < 20; i++) {
        const answer = await send('identity/me', { headers: newTrace().headers });
        expect(answer.status).toBe(200);
        await answer.text();
      }
      return performance.now() - began;
    };
    await time();
    const before = await time();
    collector.status = 0;
    let slowest = 0;
    for (let round = 0; round < 4; round++) {
      slowest = Math.max(slowest, await time());
      await sleep(700);
    }
    // A loaded machine is slow by itself; a request that waited for an export would take seconds.
    expect(slowest).toBeLessThan(before * 3 + 1_000);
    const lines = (await readFile(join(dataDir, 'functions.log'), 'utf8')).split('\n')
      .filter((line) => line.includes('"spans_lost"') && line.includes('"identity"'));
    expect(lines).toHaveLength(1);
  });
});

describe('a stack without a collector', () => {
  it('passes traces on all the same, to answers and to jobs', async () => {
    const { adminUrl, status } = sharedStack();
    const { traceId, headers } = newTrace();
    const refused = await fetch(`${status.api_url}/functions/v1/identity/me`, { headers });
    expect(await refused.json()).toMatchObject({ status: 401, trace_id: traceId });

    const { email, password } = status.people[0]!;
    const signedIn = await fetch(`${status.api_url}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers: { apikey: status.publishable_key, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    const { access_token } = await signedIn.json();
    const answer = await fetch(
      `${status.api_url}/functions/v1/knowledge/documents/upload?filename=trace.txt`,
      {
        method: 'POST',
        headers: {
          ...headers,
          'authorization': `Bearer ${access_token}`,
          'content-type': 'text/plain',
        },
        body: `A trace of ${traceId}.`,
      },
    );
    const { id } = await answer.json();
    const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
    try {
      const [job] = await admin`
        select traceparent from private.jobs where payload ->> 'document_id' = ${id}`;
      expect(job!.traceparent).toContain(traceId);
    } finally {
      await admin.end();
    }
  });
});
