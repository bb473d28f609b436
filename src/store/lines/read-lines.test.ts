import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothingRead, readLines } from './read-line.ts';
import { type Line, LineSplitter, MAX_LINE_BYTES } from './split-lines.ts';

const customer = (id: string, more = {}) => ({
  id: `gid://shopify/Customer/${id}`,
  email: 'ana@example.test',
  firstName: 'Ana',
  updatedAt: '2026-08-02T08:17:13Z',
  ...more,
});
const money = (amount: unknown, currencyCode = 'BRL') => ({ shopMoney: { amount, currencyCode } });
const order = (id: string, more = {}) => ({
  id: `gid://shopify/Order/${id}`,
  name: '#1001',
  createdAt: '2026-08-01T08:17:13Z',
  processedAt: '2026-08-02T08:17:13Z',
  updatedAt: '2026-08-03T08:17:13Z',
  cancelledAt: null,
  displayFinancialStatus: 'PARTIALLY_REFUNDED',
  totalPriceSet: money('120.0'),
  totalRefundedSet: money('20.5'),
  ...more,
});

const bytesOf = (text: string) => new TextEncoder().encode(text);

function read(...lines: unknown[]) {
  const read = nothingRead();
  readLines(
    lines.map((line) => typeof line === 'string' ? line : JSON.stringify(line)),
    read,
    0,
    null,
  );
  return read;
}
const reasonsOf = (...lines: unknown[]) => read(...lines).rejects.map(({ reason }) => reason);

describe('a line', () => {
  it('of a customer says what it carries, and nothing of the rest', () => {
    const id = '9007199254740993';
    const line = customer(id, {
      lastName: ' ',
      phone: null,
      emailMarketingConsent: { marketingState: 'NOT_SUBSCRIBED' },
    });
    expect(read(line).customers).toEqual([{
      shopify_id: id,
      email: 'ana@example.test',
      first_name: 'Ana',
      last_name: null,
      phone: null,
      email_consent: 'not_subscribed',
      shopify_updated_at: new Date('2026-08-02T08:17:13Z'),
      observed_at: null,
    }]);
  });

  it('of an order keeps its digits', () => {
    const buyer = { customer: { id: 'gid://shopify/Customer/9223372036854775807' } };
    expect(read(order('9007199254740993', buyer)).orders).toEqual([{
      shopify_id: '9007199254740993',
      customer_shopify_id: '9223372036854775807',
      order_number: '#1001',
      total_price: '120.0',
      refunded: '20.5',
      currency: 'BRL',
      financial_status: 'partially_refunded',
      placed_at: new Date('2026-08-02T08:17:13Z'),
      cancelled_at: null,
      shopify_updated_at: new Date('2026-08-03T08:17:13Z'),
      observed_at: null,
    }]);
  });

  it('of an order that names nobody is its parent’s, if that is a customer', () => {
    const buyers = [
      order('1', { __parentId: 'gid://shopify/Customer/7' }),
      order('2', { __parentId: 'gid://shopify/Customer/7', customer: null }),
      order('3', {
        __parentId: 'gid://shopify/Customer/7',
        customer: { id: 'gid://shopify/Customer/8' },
      }),
      order('4', { __parentId: 'gid://shopify/DraftOrder/7' }),
      order('5'),
    ];
    expect(read(...buyers).orders.map((order) => order.customer_shopify_id))
      .toEqual(['7', '7', '8', null, null]);
  });

  it('about something else is passed over', () => {
    const others = [
      { id: 'gid://shopify/LineItem/1', __parentId: 'gid://shopify/Order/1' },
      { quantity: 1, __parentId: 'gid://shopify/Order/1' },
      '',
      '  \r',
    ];
    expect(read(...others)).toMatchObject({ lines: 4, ignored: 4, rejects: [] });
  });

  it('that cannot be read says why', () => {
    expect(reasonsOf(
      '{"id":',
      '[]',
      'null',
      { email: 'ana@example.test' },
      customer('9223372036854775808'),
      customer('0'),
      customer('1', { email: 5 }),
      customer('1', { firstName: 'A\0' }),
      customer('1', { updatedAt: undefined }),
      customer('1', { updatedAt: '2026-13-02T08:17:13Z' }),
      customer('1', { updatedAt: '9999-01-01T00:00:00Z' }),
      customer('1', { emailMarketingConsent: { marketingState: 'subscribed' } }),
      order('1', { totalPriceSet: money(120) }),
      order('1', { totalPriceSet: money('1e3') }),
      order('1', { totalRefundedSet: undefined }),
      order('1', { totalRefundedSet: money('1.0', 'EUR') }),
      order('1', { displayFinancialStatus: 'constructor' }),
      order('1', { customer: { id: 'gid://shopify/Company/1' } }),
      order('1', { name: null }),
    )).toEqual([
      'is not JSON',
      'is not a JSON object',
      'is not a JSON object',
      'has no global id of Shopify in id',
      'has no global id of Shopify in id',
      'has no global id of Shopify in id',
      'has no text in email',
      'has NUL in firstName',
      'has no instant in updatedAt',
      'has no instant in updatedAt',
      'has no instant in updatedAt',
      'has an unknown value in emailMarketingConsent.marketingState',
      'has no amount in totalPriceSet.shopMoney.amount',
      'has no amount in totalPriceSet.shopMoney.amount',
      'has no amount in totalRefundedSet.shopMoney.amount',
      'has two currencies in totalPriceSet and totalRefundedSet',
      'has an unknown value in displayFinancialStatus',
      'has no customer in customer.id',
      'has no text in name',
    ]);
  });
});

/** Splits bytes that come in pieces, going on from the place of a new splitter now and then. */
function split(bytes: Uint8Array, sizes: readonly number[], resume: boolean): Line[] {
  let splitter = new LineSplitter();
  const lines: Line[] = [];
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!;
    lines.push(...splitter.push(bytes.subarray(at, at + size)));
    at = Math.min(at + size, bytes.length);
    // What was begun is lost with the splitter, and read again.
    if (resume && i % 3 === 2 && splitter.place.bytes > 0) {
      splitter = new LineSplitter(splitter.place);
      lines.push(...splitter.push(bytes.slice(splitter.place.bytes, at)));
    }
  }
  return [...lines, ...splitter.end()];
}

describe('bytes', () => {
  it('come to the same lines however they are cut, and wherever reading goes on', () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) =>
        bytesOf(text.replaceAll('\n', ''))
      ),
      fc.uint8Array({ maxLength: 6 }).map((bytes) => bytes.filter((byte) => byte !== 0x0a)),
    );
    const file = fc.tuple(fc.array(line, { maxLength: 12 }), fc.boolean()).map(([lines, ended]) =>
      Uint8Array.from(
        lines.flatMap((line, i) => [...line, ...i < lines.length - 1 || ended ? [0x0a] : []]),
      )
    );
    fc.assert(
      fc.property(
        file,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (bytes, sizes, resume) => {
          expect(split(bytes, sizes, resume)).toEqual(split(bytes, [Infinity], false));
        },
      ),
    );
  });

  it('may begin with a mark, and need not end with a newline', () => {
    expect(split(bytesOf('\ufeff{}\r\n[]'), [1], false)).toEqual(['{}\r', '[]']);
    expect(split(bytesOf('a\n\ufeffb'), [1], false)).toEqual(['a', '\ufeffb']);
    expect(split(bytesOf(''), [1], false)).toEqual([]);
  });

  it('that are no text spoil their line alone', () => {
    const bytes = Uint8Array.of(0x61, 0x0a, 0xc3, 0x28, 0x0a, 0x62);
    const spoilt = { reason: 'is not UTF-8', beginning: '\ufffd(' };
    expect(split(bytes, [Infinity], false)).toEqual(['a', spoilt, 'b']);
  });

  it.each([1_000, 100_000, Infinity])('of a line without end are let go of, by %d', (size) => {
    const bytes = bytesOf(`a\n${'é'.repeat(MAX_LINE_BYTES)}\nb\n`);
    for (const resume of [false, true]) {
      expect(split(bytes, [size], resume)).toEqual([
        'a',
        { reason: `is longer than ${MAX_LINE_BYTES} bytes`, beginning: 'é'.repeat(200) },
        'b',
      ]);
    }
  });
});
