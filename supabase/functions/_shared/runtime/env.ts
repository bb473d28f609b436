import process from 'node:process';
import { z } from 'zod';

/** Thrown at start, naming every variable that is missing or malformed, not just the first. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/**
 * Reads the variables of `shape` and no others, so that a function asks only for what it needs. An
 * empty value counts as unset, as `.env` files write it. Values are never part of the message.
 */
export function readEnv<S extends z.ZodRawShape>(
  shape: S,
  source: Record<string, string | undefined> = process.env,
): z.output<z.ZodObject<S>> {
  const given = Object.fromEntries(
    Object.keys(shape).map((name) => [name, source[name] || undefined]),
  );
  const parsed = z.object(shape).safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return given[name] === undefined ? `${name} is not set` : `${name}: ${message}`;
  });
  throw new EnvError(`Environment: ${[...new Set(faults)].join('; ')}`);
}

const json = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text, ctx): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      ctx.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  }).pipe(schema);

const list = z.string().transform((text) => text.split(',').map((s) => s.trim()).filter(Boolean));
const url = z.url({ protocol: /^https?$/, error: 'is not an http(s) URL' });
const keys = json(z.record(z.string(), z.string().min(1)));
const perMinute = (fallback: number) =>
  z.coerce.number('is not a number').int().min(0).default(fallback);

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'is not a postgres:// URL');

const wholeNumber = (least: number, fallback: number) =>
  z.coerce.number('is not a number').int().min(least, `is below ${least}`).default(fallback);

/** How either door treats Postgres; the same for each of them, and all of it has a default. */
const doorSettingsEnv = {
  /** Connections of one instance: it serves few requests at once, and the pooler has many. */
  DATABASE_POOL_SIZE: wholeNumber(1, 5),
  /** What a statement may take, and how long it may wait for a connection. */
  DATABASE_STATEMENT_TIMEOUT_MS: wholeNumber(1, 8_000),
  DATABASE_ACQUIRE_TIMEOUT_MS: wholeNumber(1, 2_000),
  DATABASE_CONNECT_TIMEOUT_MS: wholeNumber(1, 10_000),
  DATABASE_IDLE_TIMEOUT_MS: wholeNumber(1, 30_000),
  /** Statements that took so long are logged; 0 logs none. */
  DATABASE_SLOW_STATEMENT_MS: wholeNumber(0, 1_000),
};

/** What the door for people needs. */
export const databaseEnv = {
  ...doorSettingsEnv,
  EDGE_DATABASE_URL: postgresUrl,
  CLAIMS_SIGNING_KEY: z.string().min(32, 'is shorter than 32 characters'),
};

/** What the door for the system needs: functions that serve no people. */
export const systemDatabaseEnv = { ...doorSettingsEnv, EDGE_SYSTEM_DATABASE_URL: postgresUrl };

const SAMPLERS = ['always_on', 'always_off', 'traceidratio'] as const;

/**
 * Where spans go, by OpenTelemetry's names; without an endpoint nowhere. The exporter reads the first
 * three itself, and says nothing of one that it cannot read.
 */
const tracesEnv = {
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().regex(/^[^=,]+=[^,]*(,[^=,]+=[^,]*)*$/, 'is no a=b,c=d')
    .optional(),
  OTEL_EXPORTER_OTLP_TIMEOUT: wholeNumber(1, 10_000),
  OTEL_SERVICE_NAME: z.string().default('tatame'),
  OTEL_TRACES_SAMPLER: z.enum([
    ...SAMPLERS,
    ...SAMPLERS.map((name) => `parentbased_${name}` as const),
  ]).default('parentbased_always_on'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number('is not a number').min(0).max(1).default(1),
};

/** What every app needs; all of it has a default. Limits are per caller, and 0 means none. */
export const httpEnv = {
  ...tracesEnv,
  CORS_ORIGINS: list.default(['*']),
  RATE_LIMIT_READS_PER_MINUTE: perMinute(1200),
  RATE_LIMIT_WRITES_PER_MINUTE: perMinute(120),
};

/** Who issues tokens and which keys are ours. Clerk is a second issuer once `CLERK_ISSUER` is set. */
export const authEnv = {
  SUPABASE_URL: url,
  SUPABASE_PUBLISHABLE_KEYS: keys,
  SUPABASE_SECRET_KEYS: keys,
  SUPABASE_JWKS: json(z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })),
  AUTH_ISSUER: url.optional(),
  CLERK_ISSUER: url.optional(),
  CLERK_JWKS_URL: url.optional(),
  CLERK_AUDIENCE: list.optional(),
};

/** Signs the cursors of lists. */
export const cursorEnv = { CURSOR_SECRET: z.string().min(32, 'is shorter than 32 characters') };

/** What members' PINs at front desks are hashed with: another key, and no PIN is right any more. */
export const pinEnv = { PIN_HASH_KEY: z.string().min(32, 'is shorter than 32 characters') };

/**
 * Signing secrets of Clerk's webhooks, `whsec_…`, the newest first; rotated ones stay for a while.
 * Without any, Clerk's webhook is closed and the other providers' are not.
 */
export const clerkWebhookEnv = {
  CLERK_WEBHOOK_SECRETS: list.pipe(z.array(z.string()).min(1, 'names no secret')).optional(),
};

/** Where nothing but this machine listens. */
const isLoopback = (host: string) => ['localhost', '127.0.0.1', '[::1]'].includes(host);

/** Where something is that is sent secrets: encrypted, or of this machine. */
const safeUrl = url.refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || isLoopback(hostname);
}, 'is neither https nor of this machine');

/**
 * Where shops are: `{shop}` stands for the domain. Another address than Shopify's is for tests.
 */
export const shopifyEnv = { SHOPIFY_API_URL: safeUrl.default('https://{shop}') };

/**
 * Where Expo's push service is, and the token that it asks for once "enhanced security" is on. Another
 * address than Expo's is for tests.
 */
export const expoEnv = {
  EXPO_API_URL: safeUrl.default('https://exp.host'),
  EXPO_ACCESS_TOKEN: z.string().optional(),
  /** When it is asked what became of messages. */
  EXPO_RECEIPTS_AFTER_SECONDS: wholeNumber(0, 900),
};

/** A private key as PEM, also in one line with `\\n` in it, as `.env` files have it. */
const pemKey = z.string().transform((text) => text.replaceAll('\\n', '\n'))
  .refine((text) => /^-----BEGIN (RSA )?PRIVATE KEY-----\n/.test(text), 'is no private key in PEM');

/**
 * Where mails go: Resend, or what speaks its API, by `MAIL_API_KEY`; or a mail server, by `SMTP_HOST`.
 * With neither none are sent.
 */
export const mailEnv = {
  MAIL_API_URL: safeUrl.default('https://api.resend.com'),
  MAIL_API_KEY: z.string().optional(),
  /** Who they are from: `Tatame <mail@example.com>`, of a domain that is verified there. */
  MAIL_FROM: z.string().regex(/^[^\p{Cc}]+@[^\p{Cc}]+$/u, 'is no address').optional(),
  SMTP_HOST: z.string().regex(/^[a-z0-9.-]{1,253}$/i, 'is no host').optional(),
  /** 465 unless told: TLS from the start there and at 2465, begun by STARTTLS at any other. */
  SMTP_PORT: z.coerce.number('is not a number').int().min(1).max(65_535).optional(),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  /** Who signs (DKIM), where the server does not do so itself. */
  DKIM_DOMAIN: z.string().regex(/^[a-z0-9.-]{1,253}$/i, 'is no domain').optional(),
  DKIM_SELECTOR: z.string().regex(/^[a-z0-9._-]{1,63}$/i, 'is no selector').optional(),
  DKIM_PRIVATE_KEY: pemKey.optional(),
};

/** Whether money is real; of the other mode nothing is believed. */
const stripeModeEnv = { STRIPE_MODE: z.enum(['live', 'test']).default('live') };

/**
 * Signing secrets of Stripe's webhooks, `whsec_…`: several while one is exchanged for another, or where
 * there are two endpoints. Without any, Stripe's webhook is closed and the other providers' are not.
 */
export const stripeWebhookEnv = {
  ...stripeModeEnv,
  STRIPE_WEBHOOK_SECRETS: list.pipe(
    z.array(z.string().regex(/^whsec_/, 'is no whsec_…')).min(1, 'names no secret'),
  ).optional(),
};

/** RFC 1918, and names of mDNS: where a developer's phone finds the local stack. */
const isNear = (host: string) =>
  isLoopback(host) ||
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)[\d.]+$|\.local$/.test(host);

/** Where people are led: encrypted, or no farther than this network. */
const pageUrl = url.refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || isNear(hostname);
}, 'is neither https nor of this network');

/** An address without a path: `https://app.example.com`. */
const origin = pageUrl.refine((text) => new URL(text).origin === text, 'is more than an origin');

/** What opens Stripe's pages, and where these may lead back to; without a key nothing is sold. */
export const stripeEnv = {
  ...stripeModeEnv,
  STRIPE_SECRET_KEY: z.string().regex(/^[rs]k_(live|test)_/, 'is no sk_… or rk_…').optional(),
  /** Another address than Stripe's is for tests. */
  STRIPE_API_URL: safeUrl.default('https://api.stripe.com'),
  /** The portal's, `bpc_…`, where it is not the account's default. */
  STRIPE_PORTAL_CONFIGURATION: z.string().optional(),
  BILLING_RETURN_ORIGINS: list.pipe(z.array(origin)).default([]),
};

/**
 * Where the page of preferences is: a static host serves `pages/preferences`, because hosted functions
 * answer HTML as plain text. Without it no mailing is published.
 */
export const mailingsEnv = {
  SUPABASE_URL: url,
  MAILINGS_PAGE_URL: pageUrl.refine((text) => !text.includes('#'), 'has a fragment').optional(),
};

/** Signing secrets of Resend's webhooks, `whsec_…`, the newest first; without any it is closed. */
export const resendWebhookEnv = {
  RESEND_WEBHOOK_SECRETS: list.pipe(z.array(z.string()).min(1, 'names no secret')).optional(),
};

const STORE_KEY = /^([a-z0-9-]{1,32}):([A-Za-z0-9+/]{43}=)$/;

/**
 * What shops' credentials are sealed with: `name:base64` of 32 bytes each. The first seals, all open; a
 * name is never given to another key.
 */
export const storeKeysEnv = {
  STORE_KEYS: list.transform((entries, ctx) => {
    const keys = entries.map((entry) => STORE_KEY.exec(entry));
    const names = new Set(keys.map((key) => key?.[1]));
    if (keys.length > 0 && !names.has(undefined) && names.size === keys.length) {
      return keys.map((key) => ({ name: key![1]!, base64: key![2]! }));
    }
    ctx.addIssue({ code: 'custom', message: 'is no name:base64,… of keys of 32 bytes' });
    return z.NEVER;
  }),
};

/** The model behind the assistant: any OpenAI-compatible endpoint, or none. Limits as above. */
export const agentEnv = {
  AGENT_MODEL_BASE_URL: url.optional(),
  AGENT_MODEL: z.string().optional(),
  AGENT_MODEL_API_KEY: z.string().optional(),
  RATE_LIMIT_ASKS_PER_MINUTE: perMinute(20),
};

/** The model that turns text into vectors: any OpenAI-compatible endpoint, or none. */
export const embeddingsEnv = {
  EMBEDDINGS_BASE_URL: url.optional(),
  EMBEDDINGS_MODEL: z.string().optional(),
  EMBEDDINGS_API_KEY: z.string().optional(),
};

export type TracesEnv = z.output<z.ZodObject<typeof tracesEnv>>;
export type HttpEnv = z.output<z.ZodObject<typeof httpEnv>>;
export type AuthEnv = z.output<z.ZodObject<typeof authEnv>>;
export type CursorEnv = z.output<z.ZodObject<typeof cursorEnv>>;
export type AgentEnv = z.output<z.ZodObject<typeof agentEnv>>;
export type EmbeddingsEnv = z.output<z.ZodObject<typeof embeddingsEnv>>;
export type ExpoEnv = Pick<
  z.output<z.ZodObject<typeof expoEnv>>,
  'EXPO_API_URL' | 'EXPO_ACCESS_TOKEN'
>;
export type MailEnv = z.output<z.ZodObject<typeof mailEnv>>;
export type StripeEnv = Omit<z.output<z.ZodObject<typeof stripeEnv>>, 'BILLING_RETURN_ORIGINS'>;
export type ShopifyEnv = z.output<z.ZodObject<typeof shopifyEnv>>;
export type DoorSettingsEnv = z.output<z.ZodObject<typeof doorSettingsEnv>>;
