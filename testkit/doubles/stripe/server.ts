import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { createStripeApi } from '../../../local/stripe/api.ts';
import { type Book, LOCAL_PRICES, newBook } from '../../../local/stripe/book.ts';
import type { StripeEvent } from '../../../local/stripe/objects.ts';
import { listen } from '../../../local/stack/settings/ports.ts';

/** How a call may fail, and whether it was done all the same. */
export const FAULTS = [
  'too_many_requests',
  'server_error',
  'reset_before_reading',
  'reset_after_doing',
  'nonsense',
  'wrong_key',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface StripeDouble {
  url: string;
  key: string;
  book: Book;
  /** What its webhook would be told. */
  told: StripeEvent[];
  calls: { method: string; path: string; headers: Record<string, string | undefined> }[];
  /** Decides how the next call fails. */
  fault: (call: number) => Fault | undefined;
  stop(): Promise<void>;
}

/** A server that speaks Stripe's API as the local stack does, and fails as the test wants. */
export async function startStripe(): Promise<StripeDouble> {
  const told: StripeEvent[] = [];
  const [key, book] = ['sk_test_double', newBook()];
  const api = createStripeApi({
    ...{ book, key, prices: LOCAL_PRICES, now: () => Math.floor(Date.now() / 1000) },
    pageUrl: (path) => `https://stripe.test/${path}`,
    tell: (events) => void told.push(...events),
  });
  const server = createServer((request, response) => {
    void (async () => {
      const [method, path] = [request.method ?? '', request.url ?? ''];
      const headers = request.headers as Record<string, string | undefined>;
      const fault = double.fault(double.calls.length);
      double.calls.push({ method, path, headers });
      if (fault === 'reset_before_reading') return request.socket.destroy();
      const write = (status: number, body: unknown, more: object = {}) => {
        response.writeHead(status, { 'content-type': 'application/json', ...more });
        response.end(JSON.stringify(body));
      };
      const error = (type: string) => ({ error: { type, message: 'as the test wants' } });
      const body = await text(request);
      if (fault === 'too_many_requests') {
        return write(429, error('invalid_request_error'), { 'retry-after': '7' });
      }
      if (fault === 'server_error') return write(500, error('api_error'));
      if (fault === 'nonsense') return response.end('<html>');
      if (fault === 'wrong_key') headers['authorization'] = 'Bearer another';
      const answer = api.answer({ method, path, headers, body });
      if (fault === 'reset_after_doing') return request.socket.destroy();
      return write(answer.status, answer.body, answer.headers);
    })();
  });
  const port = await listen(server, 0);
  const double: StripeDouble = {
    ...{ url: `http://127.0.0.1:${port}`, key, book, told, calls: [], fault: () => undefined },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return double;
}
