import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../../local/stack/settings/ports.ts';

export interface Completion {
  /** Everything the model was told, as one text. */
  prompt: string;
  /** What came with the question. */
  headers: IncomingHttpHeaders;
  /** The messages that it was told, the last one last. */
  messages: { role: string; content?: unknown; tool_calls?: unknown }[];
  /** The names of the tools it was offered. */
  tools: string[];
  /** Sends a piece of the answer. */
  say(piece: string): void;
  /** Asks for a tool instead of ending the answer: `answer` is called again with what it gave. */
  call(name: string, input: unknown): void;
  /** Resolves when the one who asked has hung up. */
  hungUp: Promise<void>;
  /** Refuses instead of answering. */
  refuse(status: number): void;
}

export interface FakeModel {
  url: string;
  /** What it does with each question; the answer ends when this returns. */
  answer: (completion: Completion) => Promise<void> | void;
  stop(): Promise<void>;
}

/** A server that speaks OpenAI's chat completions, and says what the test wants said. */
export async function startFakeModel(): Promise<FakeModel> {
  const server = createServer((request, response) => {
    complete(model, request, response).catch(() => response.destroy());
  });
  const port = await listen(server, 0);
  const model: FakeModel = {
    url: `http://127.0.0.1:${port}/v1`,
    answer: () => {},
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return model;
}

async function complete(
  model: FakeModel,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { messages, tools = [] } = JSON.parse(await text(request)) as {
    messages: Completion['messages'];
    tools?: { function: { name: string } }[];
  };
  let calls = 0;
  const hungUp = new Promise<void>((done) => response.once('close', done));
  const chunk = (delta: object, finish_reason: string | null = null) => {
    const body = {
      id: 'c',
      created: 0,
      model: 'fake',
      choices: [{ index: 0, delta, finish_reason }],
    };
    response.write(`data: ${JSON.stringify(body)}\n\n`);
  };
  const begin = () => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  };
  await model.answer({
    prompt: JSON.stringify(messages),
    messages,
    tools: tools.map(({ function: { name } }) => name),
    headers: request.headers,
    say(piece) {
      begin();
      chunk({ content: piece });
    },
    call(name, input) {
      begin();
      const index = calls++;
      const asked = { name, arguments: JSON.stringify(input) };
      chunk({
        tool_calls: [{
          index,
          id: `call_${messages.length}_${index}`,
          type: 'function',
          function: asked,
        }],
      });
    },
    hungUp,
    refuse: (status) => response.writeHead(status).end('{"error":{"message":"no"}}'),
  });
  if (response.writableEnded) return;
  chunk({}, calls > 0 ? 'tool_calls' : 'stop');
  response.end('data: [DONE]\n\n');
}
