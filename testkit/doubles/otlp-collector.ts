import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { text } from 'node:stream/consumers';
import { listen } from '../../local/stack/settings/ports.ts';

/** A span as OTLP's JSON has it, with its attributes as a plain object. */
export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string;
  name: string;
  /** 2 server, 3 client, 5 consumer. */
  kind: number;
  /** 2 is an error. */
  status: number;
  attributes: Record<string, unknown>;
  links: { traceId: string; spanId: string }[];
  /** Of the resource: which service and function it comes from. */
  resource: Record<string, unknown>;
}

export interface OtlpCollector {
  url: string;
  spans: ReceivedSpan[];
  /** Everything that arrived, as it came over the wire. */
  received: string[];
  headers: Record<string, string | string[] | undefined>[];
  /** The status it answers with; 0 is silence. */
  status: number;
  /** Waits until a span like this has arrived. */
  waitFor(like: (span: ReceivedSpan) => boolean): Promise<ReceivedSpan>;
  stop(): Promise<void>;
}

/** A collector that reads OTLP/HTTP JSON at `/v1/traces`, and keeps it. */
export async function startOtlpCollector(): Promise<OtlpCollector> {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    collector.received.push(body);
    collector.headers.push(request.headers);
    if (collector.status === 0) return;
    response.writeHead(request.url === '/v1/traces' ? collector.status : 404, {
      'content-type': 'application/json',
    });
    response.end('{}');
    if (collector.status === 200) collector.spans.push(...spansIn(JSON.parse(body)));
  });
  const port = await listen(server, 0);
  const collector: OtlpCollector = {
    url: `http://127.0.0.1:${port}`,
    spans: [],
    received: [],
    headers: [],
    status: 200,
    async waitFor(like) {
      for (let tries = 0; tries < 400; tries++) {
        const found = collector.spans.find(like);
        if (found) return found;
        await sleep(50);
      }
      const names = collector.spans.map(({ name }) => name);
      throw new Error(`No such span came; there are ${names.join(', ') || 'none'}`);
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return collector;
}

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}

interface Otlp {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: {
      spans: (Omit<ReceivedSpan, 'attributes' | 'status' | 'resource'> & {
        attributes: Attribute[];
        status: { code?: number };
      })[];
    }[];
  }[];
}

const spansIn = ({ resourceSpans }: Otlp): ReceivedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        ...span,
        status: span.status.code ?? 0,
        parentSpanId: span.parentSpanId ?? '',
        links: span.links ?? [],
        attributes: plain(span.attributes),
        resource: plain(resource.attributes),
      }))
    )
  );

const plain = (attributes: Attribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
