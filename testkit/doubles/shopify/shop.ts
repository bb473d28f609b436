import { randomBytes } from 'node:crypto';
import type { BulkRun, BulkSettings } from './bulk/run.ts';
import { type Failure, Failures } from './http/failures.ts';
import { Bucket } from './http/bucket.ts';
import {
  nextId,
  type ShopifyCustomer,
  type ShopifyOrder,
  type WebhookSubscriptionRecord,
} from './records.ts';
import { sum } from './money.ts';

/** The version of the Admin API that the excerpt of the schema is of, and that is served. */
export const API_VERSION = '2026-10';

const DAY = 24 * 60 * 60 * 1000;
/** How far an app sees back without `read_all_orders`. */
const WINDOW = 60 * DAY;
/** What a token of the client credentials grant lives, in seconds. */
export const TOKEN_LIFE = 86_399;

export interface Token {
  value: string;
  /** By the double's clock; null for an offline token, which lives until it is revoked. */
  expiresAt: number | null;
}

export interface SeenRequest {
  at: 'download' | 'graphql' | 'token';
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A Shopify shop with one app: plain data that a test fills, and what it does when it is asked. */
export class FakeShop {
  name = 'Mat & Gi';
  email = 'owner@example.com';
  currency = 'EUR';
  timezone = 'Europe/Berlin';
  readonly id = nextId();

  customers: ShopifyCustomer[] = [];
  orders: ShopifyOrder[] = [];
  subscriptions: WebhookSubscriptionRecord[] = [];
  runs: BulkRun[] = [];

  /** The app's credentials; the secret signs webhooks too. */
  clientId = randomBytes(16).toString('hex');
  clientSecret = `shpss_${randomBytes(16).toString('hex')}`;
  /** What the app may see now; a `write_` scope includes its `read_` one. */
  scopes = ['read_customers', 'read_orders', 'read_all_orders'];
  installed = true;
  /** Whether app and shop belong to one organisation, which client credentials need. */
  sameOrganisation = true;
  tokens: Token[] = [];

  /** The double's clock: tokens, the bucket and URLs end by it. */
  now: () => number = Date.now;
  bucket = new Bucket(() => this.now());
  failures = new Failures();
  bulk: BulkSettings = {
    polls: 1,
    outcome: 'COMPLETED',
    errorCode: null,
    partial: 0,
    scrambled: false,
    life: 7 * DAY,
    file: null,
    elsewhere: null,
  };
  /** Everything that came over the wire, refused or not. */
  requests: SeenRequest[] = [];

  constructor(readonly domain: string, private readonly home: () => string) {}

  /** Where this shop answers: put `/admin/…` behind it. */
  get origin(): string {
    return this.home();
  }

  /** A token that works: one that never ends, or one of so many seconds. */
  issueToken(seconds: number | null = null): string {
    const value = `shpat_${randomBytes(16).toString('hex')}`;
    const expiresAt = seconds === null ? null : this.now() + seconds * 1000;
    this.tokens.push({ value, expiresAt });
    return value;
  }

  /** Uninstalls the app: its tokens are dead at once, and no new one is given. */
  uninstall(): void {
    this.installed = false;
    this.tokens = [];
    this.subscriptions = [];
  }

  knows(token: string | undefined): boolean {
    return this.tokens.some(({ value, expiresAt }) =>
      value === token && (expiresAt === null || expiresAt > this.now())
    );
  }

  may(scope: string): boolean {
    return this.scopes.includes(scope) || this.scopes.includes(scope.replace(/^read_/, 'write_'));
  }

  /** What goes wrong with the next requests to this endpoint, one after the other. */
  failNext(at: SeenRequest['at'], ...failures: Failure[]): void {
    this.failures.plan(at, failures);
  }

  /** The orders that the app may see. */
  visibleOrders(): ShopifyOrder[] {
    if (this.may('read_all_orders')) return this.orders;
    const since = this.now() - WINDOW;
    return this.orders.filter(({ createdAt }) => Date.parse(createdAt) >= since);
  }
}

/** What was paid back of an order: its successful refund transactions. */
export const refundedOf = ({ refunds }: ShopifyOrder): string =>
  sum(
    refunds.flatMap(({ transactions }) => transactions)
      .filter(({ kind, status }) => kind === 'refund' && status === 'success')
      .map(({ amount }) => amount),
  );
