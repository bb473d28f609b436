import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';
import {
  type OtlpCollector,
  startOtlpCollector,
} from '../../../../testkit/doubles/otlp-collector.ts';
import { type ShopifyDouble, startShopify } from '../../../../testkit/doubles/shopify/server.ts';
import { stubProject } from '../../../../testkit/http/project.ts';
import { newKey } from './support/gyms-with-shops.ts';

/** The shipped functions in this process: what they say of a shop's secrets, wherever they say it. */
describe('the secrets of a shop', () => {
  const said: string[] = [];
  const cleanups: (() => unknown)[] = [];
  let double: ShopifyDouble;
  let collector: OtlpCollector;
  let admin: postgres.Sql;
  let call: (method: string, path: string, body?: unknown) => Promise<Response>;

  beforeAll(async () => {
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, level).mockImplementation((...line) => void said.push(line.join(' ')));
    }
    [double, collector] = await Promise.all([startShopify(), startOtlpCollector()]);
    const database = await createTestDatabase();
    admin = postgres(database.adminUrl, { max: 1 });
    cleanups.push(() => admin.end(), database.drop, () => double.stop(), () => collector.stop());

    const { name, base64 } = newKey('test');
    const signToken = await stubProject(database, {
      STORE_KEYS: `${name}:${base64}`,
      SHOPIFY_API_URL: `${double.origin}/{shop}`,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      // All of them are slow.
      DATABASE_SLOW_STATEMENT_MS: '1',
    });
    // Node 20 has none, and a client of Storage asks for one before anybody listens to anything.
    vi.stubGlobal('WebSocket', class {});
    const functions: Record<string, { fetch(request: Request): Response | Promise<Response> }> = {
      store: (await import('../../../../supabase/functions/store/index.ts')).default,
      jobs: (await import('../../../../supabase/functions/jobs/index.ts')).default,
    };
    const token = await signToken('manager');
    call = async (method, path, body) => {
      const answer = await functions[path.split('/')[0]!]!.fetch(
        new Request(`http://localhost/${path}`, {
          method,
          headers: {
            'content-type': 'application/json',
            ...path.startsWith('jobs')
              ? { apikey: 'sb_secret_1' }
              : { authorization: `Bearer ${token}` },
          },
          ...body ? { body: JSON.stringify(body) } : {},
        }),
      );
      said.push(await answer.clone().text(), JSON.stringify([...answer.headers]));
      return answer;
    };
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    for (const cleanup of cleanups) await cleanup();
  });

  /** Every row there is, of every table, as text. */
  async function everything(): Promise<string> {
    const tables = await admin<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'private')`;
    const texts = await Promise.all(tables.map(async ({ name }) => {
      const rows = await admin.unsafe(`select t::text as row from ${name} t`);
      return rows.map(({ row }) => row).join('\n');
    }));
    return texts.join('\n');
  }

  it('are in no line, answer, span, job or row, whatever becomes of them', async () => {
    await call('GET', 'store/shops?gym_id=00000000-0000-0000-0000-000000000000');
    const [gym] = await admin<{ id: string }[]>`
      insert into gyms (name, timezone) values ('Gym', 'UTC') returning id`;
    await admin`insert into memberships (user_id, gym_id, role, approved_at)
      select id, ${gym!.id}, 'MANAGER', now() from users`;
    const input = {
      gym_id: gym!.id,
      domain: double.domain,
      credentials: {
        kind: 'client_credentials',
        client_id: double.clientId,
        client_secret: double.clientSecret,
      },
    };
    const broken = [
      { ...input, domain: 'x' },
      { ...input, credentials: { ...input.credentials, kind: 'x' } },
      { ...input, credentials: { ...input.credentials, client_id: 'x' } },
      { ...input, gym_id: '00000000-0000-0000-0000-000000000000' },
    ];
    for (const body of broken) {
      expect((await call('POST', 'store/shops', body)).status).toBeGreaterThanOrEqual(400);
    }
    const connected = await call('POST', 'store/shops', input);
    expect(connected.status).toBe(201);
    const { id } = await connected.json();
    double.failNext('graphql', 500);
    await call('PUT', `store/shops/${id}/credentials`, input.credentials);
    const access_token = double.issueToken();
    const wrong = { kind: 'offline_token', access_token: `${access_token}x`, client_secret: 'y' };
    expect((await call('PUT', `store/shops/${id}/credentials`, wrong)).status).toBe(422);
    await call('PUT', `store/shops/${id}/credentials`, input.credentials);
    await admin`update private.shop_credentials set renew_at = now()`;
    for (let runs = 0; runs < 2; runs++) expect((await call('POST', 'jobs/run')).status).toBe(200);
    double.clientSecret = 'shpss_changed';
    const last = await call('GET', 'jobs');
    expect((await last.json()).items.length).toBeGreaterThan(0);
    await collector.waitFor(({ name }) => name === 'POST shopify');

    const secrets = [
      ...[input.credentials.client_secret, access_token],
      ...double.tokens.map(({ value }) => value),
    ];
    expect(double.tokens.length).toBeGreaterThan(3);
    const everywhere = [...said, ...collector.received, await everything()].join('\n');
    expect(everywhere).toContain(double.domain);
    for (const secret of secrets) expect(everywhere).not.toContain(secret);
  });
});
