import { afterEach, beforeAll, expect } from 'vitest';
import { stack } from '../stack.ts';
import { type Answer, type Checker, createChecker, type StreamEvent } from './checker.ts';
import { eventsOf } from './events-of.ts';

/**
 * Vitest's set-up of every end-to-end test: whatever a function of ours answers is held against the
 * document that the running stack publishes. The Data API, Auth and Storage are not ours.
 */
const bare = globalThis.fetch;
const faults: string[] = [];
let checker: Checker;

beforeAll(async () => {
  checker = createChecker(await (await bare(`${stack().status.api_url}/openapi.json`)).json());
});

afterEach(() => {
  expect(faults.splice(0), 'answers that the published document does not allow').toEqual([]);
});

globalThis.fetch = async (input, init) => {
  const response = await bare(input, init);
  const request = new Request(input, { method: init?.method });
  const { method } = request;
  const pathname = /^\/functions\/v1(\/[^?]*)$/.exec(new URL(request.url).pathname)?.[1];
  if (pathname === undefined || method === 'OPTIONS' || !checker.knows(pathname)) return response;
  if (pathname.endsWith('/openapi.json') || isOfThePlatform(response)) return response;
  const { status, headers } = response;
  const answer: Answer = { method, pathname, status, headers, text: undefined };
  if (headers.get('content-type')?.startsWith('text/event-stream')) {
    faults.push(...checker.check(answer));
    return new Response(response.body!.pipeThrough(eventsOf(checkEvent(answer))), response);
  }
  faults.push(...checker.check({ ...answer, text: await response.clone().text() }));
  return response;
};

const checkEvent = (answer: Answer) => (event: StreamEvent) => {
  faults.push(...checker.checkEvent(answer, event));
};

/** A function that starts or was ended answers nothing: the runtime around it does. */
const isOfThePlatform = ({ status, headers }: Response): boolean =>
  [502, 503, 504, 546].includes(status) && !headers.has('x-request-id');
