import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../stack/settings/ports.ts';
import { ExplainError } from '../explain/ports.ts';
import { openOwner } from './open-owner.ts';

const PASSWORD = 'S3CR3T';

let silent: Server;
let port: number;
beforeAll(async () => {
  silent = createServer(() => {});
  port = await listen(silent, 0);
});
afterAll(() => silent.close());

describe('a connection string that leads to no database is one line, without its password:', () => {
  it.each<[string, () => string, RegExp]>([
    ['no address', () => `nonsense ${PASSWORD}`, /no connection string/],
    ['another scheme', () => `http://u:${PASSWORD}@127.0.0.1/x`, /no connection string/],
    ['a bad escape', () => `postgres://u:${PASSWORD}%@127.0.0.1/x`, /no connection string/],
    ['nobody there', () => `postgres://u:${PASSWORD}@127.0.0.1:1/x`, /ECONNREFUSED/],
    ['no Postgres', () => `postgres://u:${PASSWORD}@127.0.0.1:${port}/x`, /no answer|TIMEOUT/],
  ])('%s', async (_, url, words) => {
    const fault = await openOwner(url(), 1).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(ExplainError);
    const { message, cause } = fault as ExplainError;
    expect(message).toMatch(words);
    expect(`${message} ${String(cause)}`).not.toContain(PASSWORD);
    expect(message).not.toContain('\n');
  });
});
