import { currentTrace, inSpan } from './span.ts';
import { traceparentOf } from './trace-context.ts';

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * Makes the `fetch` for one service outside: it takes the trace along and is a span where those are
 * recorded, which names the service and never the URL, for paths hold ids.
 *
 * @param service `storage`, `model`, …
 */
export const fetchFrom = (service: string): Fetch => (input, init) => {
  const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
  return inSpan(() => ({
    name: `${method} ${service}`,
    kind: 'client',
    attributes: {
      'http.request.method': method,
      'server.address': new URL(input instanceof Request ? input.url : input).hostname,
      'peer.service': service,
    },
  }), async (span) => {
    const answer = await fetch(input, { ...init, headers: withTrace(input, init) });
    span?.set({ 'http.response.status_code': answer.status });
    if (answer.status >= 400) span?.fail(String(answer.status));
    return answer;
  });
};

function withTrace(input: string | URL | Request, init: RequestInit | undefined): Headers {
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : {}));
  const trace = currentTrace();
  if (trace) headers.set('traceparent', traceparentOf(trace));
  if (trace?.state) headers.set('tracestate', trace.state);
  return headers;
}
