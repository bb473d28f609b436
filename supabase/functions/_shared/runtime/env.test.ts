import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as environment from './env.ts';
import {
  authEnv,
  clerkWebhookEnv,
  cursorEnv,
  databaseEnv,
  httpEnv,
  readEnv,
  shopifyEnv,
  storeKeysEnv,
  stripeEnv,
  systemDatabaseEnv,
} from './env.ts';

const auth = {
  SUPABASE_URL: 'https://project.supabase.co',
  SUPABASE_PUBLISHABLE_KEYS: '{"default":"sb_publishable_1"}',
  SUPABASE_SECRET_KEYS: '{"default":"sb_secret_1","rotated":"sb_secret_2"}',
  SUPABASE_JWKS: '{"keys":[{"kty":"EC","kid":"1"}]}',
};

describe('readEnv', () => {
  it('parses what the platform provides', () => {
    const env = readEnv(authEnv, auth);
    expect(env.SUPABASE_SECRET_KEYS).toEqual({ default: 'sb_secret_1', rotated: 'sb_secret_2' });
    expect(env.SUPABASE_JWKS.keys[0]).toMatchObject({ kty: 'EC', kid: '1' });
    expect(env.CLERK_ISSUER).toBeUndefined();
  });

  it('names every fault at once, and no value', () => {
    const source = {
      ...auth,
      SUPABASE_URL: undefined,
      SUPABASE_JWKS: '{secret',
      CURSOR_SECRET: 'too-short-a-secret',
      EDGE_DATABASE_URL: 'mysql://edge:hunter2@localhost',
      CLAIMS_SIGNING_KEY: 'hunter2',
      RATE_LIMIT_READS_PER_MINUTE: 'many',
    };
    const read = () => readEnv({ ...authEnv, ...cursorEnv, ...databaseEnv, ...httpEnv }, source);
    expect(read).toThrow(
      'Environment: SUPABASE_URL is not set; SUPABASE_JWKS: is not JSON; ' +
        'CURSOR_SECRET: is shorter than 32 characters; ' +
        'EDGE_DATABASE_URL: is not a postgres:// URL; ' +
        'CLAIMS_SIGNING_KEY: is shorter than 32 characters; ' +
        'RATE_LIMIT_READS_PER_MINUTE: is not a number',
    );
    expect(read).not.toThrow(/hunter2|too-short|secret,/);
  });

  it('asks only for what the shape names, and takes an empty value as unset', () => {
    expect(readEnv(httpEnv, { CORS_ORIGINS: '' })).toEqual({
      OTEL_EXPORTER_OTLP_TIMEOUT: 10_000,
      OTEL_SERVICE_NAME: 'tatame',
      OTEL_TRACES_SAMPLER: 'parentbased_always_on',
      OTEL_TRACES_SAMPLER_ARG: 1,
      CORS_ORIGINS: ['*'],
      RATE_LIMIT_READS_PER_MINUTE: 1200,
      RATE_LIMIT_WRITES_PER_MINUTE: 120,
    });
    expect(() => readEnv(databaseEnv, { EDGE_DATABASE_URL: '' })).toThrow('is not set');
  });

  it('has defaults for how the doors treat Postgres, and refuses what is no number', () => {
    const url = 'postgres://edge_system:x@localhost/postgres';
    const read = (settings: Record<string, string>) =>
      readEnv(systemDatabaseEnv, { EDGE_SYSTEM_DATABASE_URL: url, ...settings });
    expect(read({ DATABASE_POOL_SIZE: '12', DATABASE_SLOW_STATEMENT_MS: '0' })).toEqual({
      EDGE_SYSTEM_DATABASE_URL: url,
      DATABASE_POOL_SIZE: 12,
      DATABASE_STATEMENT_TIMEOUT_MS: 8_000,
      DATABASE_ACQUIRE_TIMEOUT_MS: 2_000,
      DATABASE_CONNECT_TIMEOUT_MS: 10_000,
      DATABASE_IDLE_TIMEOUT_MS: 30_000,
      DATABASE_SLOW_STATEMENT_MS: 0,
    });
    expect(() => read({ DATABASE_POOL_SIZE: '0', DATABASE_IDLE_TIMEOUT_MS: 'long' })).toThrow(
      'Environment: DATABASE_POOL_SIZE: is below 1; DATABASE_IDLE_TIMEOUT_MS: is not a number',
    );
  });

  it('takes named keys of 32 bytes for shops, and tells none that is not one', () => {
    const key = btoa('k'.repeat(32));
    expect(readEnv(storeKeysEnv, { STORE_KEYS: `new:${key}, old:${key}` })).toEqual({
      STORE_KEYS: [{ name: 'new', base64: key }, { name: 'old', base64: key }],
    });
    const faulty = [key, `a:${key.slice(4)}`, `a:${key},a:${key}`, `A:${key}`, ' , '];
    for (const STORE_KEYS of faulty) {
      const read = () => readEnv(storeKeysEnv, { STORE_KEYS });
      expect(read).toThrow('STORE_KEYS: is no name:base64,… of keys of 32 bytes');
      expect(read).not.toThrow(key);
    }
  });

  it('finds shops at Shopify, at a double of this machine, or elsewhere encrypted', () => {
    const read = (SHOPIFY_API_URL?: string) =>
      readEnv(shopifyEnv, { SHOPIFY_API_URL }).SHOPIFY_API_URL;
    expect(read()).toBe('https://{shop}');
    for (
      const url of ['http://127.0.0.1:1/{shop}', 'http://[::1]:1/', 'https://double.test/{shop}']
    ) {
      expect(read(url)).toBe(url);
    }
    for (
      const url of ['http://double.test/{shop}', 'http://127.0.0.1.test/{shop}', 'ftp://localhost/']
    ) {
      expect(() => read(url)).toThrow('SHOPIFY_API_URL: is n');
    }
  });

  it('splits lists', () => {
    expect(readEnv(clerkWebhookEnv, { CLERK_WEBHOOK_SECRETS: 'whsec_a, whsec_b,' })).toEqual({
      CLERK_WEBHOOK_SECRETS: ['whsec_a', 'whsec_b'],
    });
    expect(() => readEnv(clerkWebhookEnv, { CLERK_WEBHOOK_SECRETS: ' , ' })).toThrow(
      'CLERK_WEBHOOK_SECRETS: names no secret',
    );
  });
});

describe('where people are led', () => {
  it.each([
    'https://app.example.com',
    'http://localhost:3000',
    'http://10.0.2.2:54321',
    'http://192.168.1.7:54321',
    'http://mac.local:54321',
  ])('may be %s', (address) => {
    const env = { STRIPE_MODE: 'test', BILLING_RETURN_ORIGINS: address };
    expect(readEnv(stripeEnv, env).BILLING_RETURN_ORIGINS).toEqual([address]);
  });

  it.each([
    'http://app.example.com',
    'http://10.evil.test',
    'http://172.32.0.1',
    'http://evil.test/.local',
    'https://app.example.com/back',
  ])('may not be %s', (address) => {
    const env = { STRIPE_MODE: 'test', BILLING_RETURN_ORIGINS: address };
    expect(() => readEnv(stripeEnv, env)).toThrow('BILLING_RETURN_ORIGINS');
  });
});

describe('supabase/functions/.env.example', () => {
  const example = (path: string) =>
    Object.keys(parseEnv(readFileSync(new URL(path, import.meta.url), 'utf8')));
  const platform = [
    'SUPABASE_URL',
    'SUPABASE_PUBLISHABLE_KEYS',
    'SUPABASE_SECRET_KEYS',
    'SUPABASE_JWKS',
  ];

  it('has every variable that a function reads and the platform does not provide', () => {
    const shapes = Object.entries(environment).filter(([name]) => name.endsWith('Env'));
    const read = new Set(shapes.flatMap(([, shape]) => Object.keys(shape)));
    expect(example('../../.env.example').sort())
      .toEqual([...read].filter((name) => !platform.includes(name)).sort());
  });

  it('has no name that the platform keeps for itself, and none of the local stack', () => {
    expect(example('../../.env.example').filter((name) => /^(SUPABASE|TATAME)_/.test(name)))
      .toEqual([]);
    expect(example('../../../../.env.example').filter((name) => !/^TATAME_/.test(name)))
      .toEqual([]);
  });
});
