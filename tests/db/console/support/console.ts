import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll } from 'vitest';
import { pages } from '../../../../local/console/pages.ts';
import { createMadeUpPeople } from '../../../../local/console/people/made-up.ts';
import { createOnce } from '../../../../local/console/run-as/once.ts';
import { createApp } from '../../../../local/console/shell/app.tsx';
import { openConsoleDoors } from '../../../../local/console/workbench/doors.ts';
import type { Workbench } from '../../../../local/console/workbench/workbench.ts';
import { createTokenAuthority } from '../../../../local/gateway/tokens.ts';
import { createMailbox } from '../../../../local/mail/mailbox.ts';
import { loadSecrets } from '../../../../local/stack/settings/secrets.ts';
import type { TestDatabase } from '../../../../testkit/database/cluster.ts';
import { createTestDatabase } from '../../../../testkit/database/postgres.ts';
import { doorEnvOf } from '../../../../testkit/door/doors.ts';

const API_URL = 'http://127.0.0.1:1';
const HOST = '127.0.0.1:2';
const TOKEN = 'token';

export interface ConsoleUnderTest {
  readonly database: TestDatabase;
  readonly workbench: Workbench;
  /** Asks for a page as a browser with a session does; `form` posts, a text what is no form. */
  visit(
    path: string,
    form?: Record<string, string> | string,
  ): Promise<{ status: number; html: string }>;
}

/** The console on a database of the calling file's own, without the rest of a stack. */
export function useConsole(): ConsoleUnderTest {
  let database: TestDatabase;
  let workbench: Workbench;
  let app: Hono;
  let dataDir: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataDir = await mkdtemp(join(tmpdir(), 'tatame-console-'));
    const { signingKey, innerSecret, publishableKey, secretKey } = await loadSecrets(dataDir);
    const tokens = await createTokenAuthority(signingKey, innerSecret, `${API_URL}/auth/v1`);
    const stack = {
      ...{ apiUrl: API_URL, localUrl: API_URL, publishableKey, secretKey },
      databaseUrl: database.url,
      functionsEnv: {
        ...doorEnvOf(database),
        SUPABASE_URL: API_URL,
        SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: publishableKey }),
        SUPABASE_SECRET_KEYS: JSON.stringify({ default: secretKey }),
        SUPABASE_JWKS: JSON.stringify(tokens.jwks),
      },
      mailbox: createMailbox(),
      listRequests: () => [],
      dataApi: () => Promise.resolve(new Response(null, { status: 503 })),
      signToken: tokens.sign,
    };
    workbench = {
      ...{ stack, doors: openConsoleDoors(stack) },
      ...{ madeUp: createMadeUpPeople(), kept: createOnce() },
    };
    app = createApp({ port: 2, token: TOKEN, pages, workbench });
  });
  afterAll(async () => {
    await workbench?.doors.end();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    get database() {
      return database;
    },
    get workbench() {
      return workbench;
    },
    async visit(path, form) {
      const headers = { host: HOST, cookie: `tatame_console_2=${TOKEN}` };
      const answer = await app.request(`http://${HOST}${path}`, {
        headers,
        ...form &&
          { method: 'POST', body: typeof form === 'string' ? form : new URLSearchParams(form) },
      });
      return { status: answer.status, html: await answer.text() };
    },
  };
}
