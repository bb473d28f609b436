import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type OtlpCollector,
  startOtlpCollector,
} from '../../../../testkit/doubles/otlp-collector.ts';
import { httpEnv, readEnv } from '../runtime/env.ts';
import { enterTrace, inSpan, recordWith, type SpanStart } from './span.ts';
import { startTracing } from './start-tracing.ts';
import { readTraceContext, type TraceContext } from './trace-context.ts';
import { fetchFrom } from './traced-fetch.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const parent = (flag: 0 | 1) => readTraceContext(`00-${TRACE}-00f067aa0ba902b7-0${flag}`, 'a=1');
const spanOf = (name: string): SpanStart => ({ name, kind: 'server', attributes: { one: 1 } });

describe('spans', () => {
  let collector: OtlpCollector;
  let lines: Record<string, unknown>[];

  const start = async (env: Record<string, string> = {}) => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url);
    vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '300');
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    await startTracing('probe', readEnv(httpEnv));
  };
  const request = (name: string, above?: TraceContext, fn = () => Promise.resolve('done')) =>
    enterTrace(above, () => spanOf(name), fn);

  beforeEach(async () => {
    collector = await startOtlpCollector();
    lines = [];
    const record = (line: string) => void lines.push(JSON.parse(line));
    vi.spyOn(console, 'log').mockImplementation(record);
    vi.spyOn(console, 'error').mockImplementation(record);
  });
  afterEach(async () => {
    recordWith(undefined);
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await collector.stop();
  });

  it('go to the endpoint of the environment with its headers, below their parents', async () => {
    await start({
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20key',
      OTEL_SERVICE_NAME: 's',
    });
    const answer = await request(
      'outer',
      parent(1),
      () => inSpan(() => spanOf('inner'), () => Promise.resolve('done')),
    );
    expect(answer).toBe('done');
    const outer = await collector.waitFor(({ name }) => name === 'outer');
    const inner = await collector.waitFor(({ name }) => name === 'inner');
    expect(outer).toMatchObject({ traceId: TRACE, parentSpanId: '00f067aa0ba902b7', kind: 2 });
    expect(inner).toMatchObject({ traceId: TRACE, parentSpanId: outer.spanId, status: 0 });
    expect(inner.resource).toMatchObject({ 'service.name': 's', 'faas.name': 'probe' });
    expect(collector.headers[0]).toMatchObject({ authorization: 'Bearer key' });
    expect(collector.received).toHaveLength(1);
  });

  it('say by a code that they failed, never by a message', async () => {
    await start();
    const failure = Object.assign(new Error('for ana@example.com'), { code: '23505' });
    await expect(request('failing', undefined, () => Promise.reject(failure))).rejects.toBe(
      failure,
    );
    expect(await collector.waitFor(({ name }) => name === 'failing'))
      .toMatchObject({ status: 2, attributes: { 'error.type': '23505' } });
    expect(collector.received.join()).not.toContain('ana@');
  });

  it('are recorded as the parent says, or as the sampler does', async () => {
    await start();
    await request('not sampled', parent(0));
    await request('sampled', parent(1));
    await collector.waitFor(({ name }) => name === 'sampled');
    await start({ OTEL_TRACES_SAMPLER: 'always_off' });
    await request('off', parent(1));
    await start({ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' });
    await request('none of them');
    await request('but of the parent', parent(1));
    await collector.waitFor(({ name }) => name === 'but of the parent');
    expect(collector.spans.map(({ name }) => name)).toEqual(['sampled', 'but of the parent']);
  });

  it('take along where they are to whatever is asked outside', async () => {
    const sent: Headers[] = [];
    vi.stubGlobal('fetch', (_: unknown, init: RequestInit) => {
      sent.push(new Headers(init.headers));
      return Promise.resolve(new Response(null, { status: 503 }));
    });
    const ask = () =>
      fetchFrom('model')('http://model.test/v1/chat?key=secret', { method: 'POST' });
    try {
      await start();
      await request('asking', parent(1), () => ask().then(() => 'done'));
      recordWith(undefined);
      await request('not recorded', parent(1), () => ask().then(() => 'done'));
      await ask();
    } finally {
      vi.unstubAllGlobals();
    }
    const call = await collector.waitFor(({ name }) => name === 'POST model');
    expect(call).toMatchObject({ kind: 3, status: 2, attributes: { 'error.type': '503' } });
    expect(sent.map((headers) => headers.get('traceparent'))).toEqual([
      `00-${TRACE}-${call.spanId}-01`,
      expect.stringMatching(`^00-${TRACE}-[0-9a-f]{16}-01$`),
      null,
    ]);
    expect(sent.map((headers) => headers.get('tracestate'))).toEqual(['a=1', 'a=1', null]);
    expect(collector.received.join()).not.toMatch(/secret|chat/);
  });

  it.each([['refuses', 500], ['is busy', 503], ['is silent', 0]])(
    'are lost where the collector %s: nobody waits, one line, and they come again',
    async (_, status) => {
      await start();
      collector.status = status;
      for (let round = 0; round < 3; round++) {
        const began = performance.now();
        for (let i = 0; i < 100; i++) await request('lost', parent(1));
        expect(performance.now() - began).toBeLessThan(400);
        await sleep(550);
      }
      await vi.waitFor(
        () => expect(lines.map(({ event }) => event)).toEqual(['spans_lost']),
        5_000,
      );
      collector.status = 200;
      await vi.waitFor(async () => {
        await request('later', parent(1));
        expect(collector.spans.map(({ name }) => name)).toContain('later');
      }, { timeout: 10_000, interval: 100 });
      await vi.waitFor(() => expect(lines.at(-1)?.event).toBe('spans_taken_again'));
      expect(lines).toHaveLength(2);
      // What is left belongs to this test.
      await sleep(600);
    },
    20_000,
  );

  it('are kept in a bounded number while the collector is silent', async () => {
    await start({ OTEL_EXPORTER_OTLP_TIMEOUT: '2000' });
    collector.status = 0;
    for (let i = 0; i < 20_000; i++) await request('many', parent(1));
    collector.status = 200;
    await vi.waitFor(async () => {
      await request('last', parent(1));
      expect(collector.spans.map(({ name }) => name)).toContain('last');
    }, { timeout: 15_000, interval: 200 });
    expect(collector.spans.length).toBeLessThan(4_000);
  }, 20_000);

  it('cost nothing where there is no endpoint', async () => {
    expect(startTracing('probe', readEnv(httpEnv, {}))).toBeUndefined();
    const never = () => {
      throw new Error('nobody asked');
    };
    expect(await enterTrace(undefined, never, (span) => Promise.resolve(span))).toBeUndefined();
    expect(await inSpan(never, (span) => Promise.resolve(span))).toBeUndefined();
  });
});
