import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../../local/stack/settings/ports.ts';

export interface FakeEmbeddings {
  url: string;
  /** The vector of a text. */
  vectorOf: (text: string) => number[];
  /** The status it answers with; 0 is silence. */
  status: number;
  /** How many texts it was asked for. */
  asked: number;
  stop(): Promise<void>;
}

/** A server that speaks OpenAI's embeddings, with the vectors that the test wants. */
export async function startFakeEmbeddings(): Promise<FakeEmbeddings> {
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as { input: string[]; dimensions: number };
    fake.asked += body.input.length;
    if (fake.status === 0) return;
    response.writeHead(fake.status, { 'content-type': 'application/json' });
    if (fake.status !== 200) return void response.end('{"error":{"message":"no"}}');
    const data = body.input.map((input, index) => ({
      index,
      embedding: fake.vectorOf(input).slice(0, body.dimensions),
    }));
    response.end(JSON.stringify({ object: 'list', data }));
  });
  const port = await listen(server, 0);
  const fake: FakeEmbeddings = {
    url: `http://127.0.0.1:${port}/v1`,
    vectorOf: () => direction(0),
    status: 200,
    asked: 0,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return fake;
}

/** A unit vector, so many degrees from the one of 0. Longer than needed, as of a model that is cut. */
export function direction(degrees: number): number[] {
  const angle = degrees * Math.PI / 180;
  return [Math.cos(angle), Math.sin(angle), ...Array.from({ length: 500 }, () => 0)];
}
