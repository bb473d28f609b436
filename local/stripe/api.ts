import type { Book } from './book.ts';
import { type Form, readForm, textAt } from './form.ts';
import { forget } from './life.ts';
import {
  newId,
  type Price,
  sessionObject,
  type StripeEvent,
  subscriptionObject,
} from './objects.ts';

export interface StripeAnswer {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}

export interface StripeOptions {
  book: Book;
  key: string;
  prices: readonly Price[];
  /** The address of a page, by its path below `/stripe/`. */
  pageUrl(path: string): string;
  /** Seconds since the epoch. */
  now(): number;
  /** Is told of what has happened by a call. */
  tell(events: StripeEvent[]): void;
}

const refusal = (status: number, type: string, message: string, more: object = {}) => ({
  status,
  body: { error: { type, message, ...more } },
});
const missing = (param: string, id: string) =>
  refusal(404, 'invalid_request_error', `No such ${param}: '${id}'`, {
    ...{ code: 'resource_missing', param },
  });
const wrong = (param: string) =>
  refusal(400, 'invalid_request_error', `Invalid ${param}`, { code: 'parameter_invalid', param });

const DAY = 86_400;
const isWeb = (url: string | undefined): url is string => /^https?:\/\//.test(url ?? '');

/** Speaks the calls of Stripe's API that are made here, as far as they are documented. */
export function createStripeApi({ book, key, prices, pageUrl, now, tell }: StripeOptions) {
  const done = new Map<string, { request: string; answer: StripeAnswer }>();

  const openSession = (form: Form): StripeAnswer => {
    const [success_url, cancel_url] = [textAt(form, 'success_url'), textAt(form, 'cancel_url')];
    if (!isWeb(success_url) || !isWeb(cancel_url)) return wrong('success_url');
    const wanted = textAt(form, 'line_items', '0', 'price') ?? '';
    const price = prices.find(({ id }) => id === wanted);
    if (!price) return missing('line_items[0][price]', wanted);
    const customer = textAt(form, 'customer') ?? null;
    if (customer !== null && (book.customers[customer]?.deleted ?? true)) {
      return missing('customer', customer);
    }
    const id = newId('cs_test');
    const session = book.sessions[id] = {
      ...{ id, customer, price, success_url, cancel_url, status: 'open' as const },
      user_id: textAt(form, 'subscription_data', 'metadata', 'user_id') ?? null,
      client_reference_id: textAt(form, 'client_reference_id') ?? null,
      email: textAt(form, 'customer_email') ?? null,
      ...{ subscription: null, created: now(), expires_at: now() + DAY },
    };
    return { status: 200, body: sessionObject(session, pageUrl(`checkout/${id}`)) };
  };

  const openPortal = (form: Form): StripeAnswer => {
    const [customer = '', return_url] = [textAt(form, 'customer'), textAt(form, 'return_url')];
    if (book.customers[customer]?.deleted ?? true) return missing('customer', customer);
    if (!isWeb(return_url)) return wrong('return_url');
    const id = newId('bps');
    book.portals[id] = { customer, return_url };
    const url = pageUrl(`portal/${id}`);
    return {
      status: 200,
      body: { id, object: 'billing_portal.session', customer, return_url, url, created: now() },
    };
  };

  const call = (method: string, path: string, form: Form): StripeAnswer => {
    const [, resource = '', id = ''] = /^\/v1\/([a-z_]+)\/([^/]+)$/.exec(path) ?? [];
    if (method === 'POST' && path === '/v1/checkout/sessions') return openSession(form);
    if (method === 'POST' && path === '/v1/billing_portal/sessions') return openPortal(form);
    if (method === 'GET' && resource === 'subscriptions') {
      const subscription = book.subscriptions[id];
      if (!subscription) return missing('subscription', id);
      return { status: 200, body: subscriptionObject(subscription) };
    }
    if (method === 'DELETE' && resource === 'customers') {
      if (book.customers[id]?.deleted ?? true) return missing('customer', id);
      tell(forget(book, id, now()));
      return { status: 200, body: { id, object: 'customer', deleted: true } };
    }
    return refusal(404, 'invalid_request_error', `Unrecognized request URL (${method}: ${path}).`);
  };

  return {
    /** Answers a request; one whose `Idempotency-Key` came before is answered as it was then. */
    answer(
      { method, path, headers, body }: {
        method: string;
        path: string;
        headers: Record<string, string | undefined>;
        body: string;
      },
    ): StripeAnswer {
      if (headers['authorization'] !== `Bearer ${key}`) {
        return refusal(401, 'invalid_request_error', 'Invalid API Key provided');
      }
      const repeated = method === 'POST' ? headers['idempotency-key'] : undefined;
      const request = JSON.stringify([method, path, body]);
      const before = repeated === undefined ? undefined : done.get(repeated);
      if (before && before.request !== request) {
        return refusal(
          400,
          'idempotency_error',
          'Keys for idempotent requests can only be used ' +
            'with the same parameters they were first used with.',
        );
      }
      if (before) return { ...before.answer, headers: { 'idempotent-replayed': 'true' } };
      const answer = call(method, path, readForm(body));
      // What is refused before anything is done is not kept.
      if (repeated !== undefined && answer.status < 400) done.set(repeated, { request, answer });
      return answer;
    },
  };
}
