import { readFile } from 'node:fs/promises';
import { App, setExperimental } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import type postgres from 'postgres';
import type { Mailbox } from '../mail/mailbox.ts';
import type { Secrets } from './settings/secrets.ts';
import { createFileStorage } from '../gateway/storage-files.ts';

/** What is still at work when a connection is closed has this many seconds. */
const CLOSE_S = 2;
/** What a statement of the console's Data API may take. */
const TRIED_MS = 5_000;

export interface Services {
  /** Auth, Data API and Storage, for the gateway. */
  api(request: Request): Promise<Response>;
  /** The Data API for the console: bounded in time, and undone unless it is to be kept. */
  tryDataApi(request: Request, keep: boolean): Promise<Response>;
  /** The same with rights to everything and a table editor, for the local browser only. */
  studio(request: Request, peerAddress: string | null): Promise<Response>;
  /** Creates the `auth` and `storage` schemas that a hosted project has from the start. */
  prepare(): Promise<void>;
  /** Their connection, as superuser. */
  sql(): postgres.Sql;
  /** To be called when tables have changed. */
  forgetSchema(): void;
  /** To be called when the server was gone: a connection cut off at work never gives its place back. */
  reconnect(): void;
  close(): Promise<void>;
}

/** GoTrue-, PostgREST- and Storage-compatible services of `@supabase/lite` on the given database. */
export function createServices(
  adminUrl: string,
  secrets: Secrets,
  apiUrl: string,
  storageDir: string,
  mails: Pick<Mailbox, 'send'>,
): Services {
  setExperimental('storage', true);
  const connect = (postgresOptions: postgres.Options<Record<string, never>>) => {
    const connection = createPostgresConnection({
      url: adminUrl,
      postgresOptions: { onnotice: () => {}, ...postgresOptions },
    });
    // Left to find out for itself, it grants every API role everything on every schema with RLS, and
    // before there is a table with RLS it serves requests as the superuser it connected as.
    Object.assign(connection, { rlsState: 'active' });
    return connection;
  };
  const open = () => {
    const connection = connect({ max: 10 });
    // Connects when the console first asks.
    const bounded = connect({ max: 2, connection: { statement_timeout: TRIED_MS } });
    const create = (admin: boolean, to = connection, forceRollback = false) => {
      const app = new App({
        connection: to,
        api: { enabled: true, schemas: ['public'], external_url: apiUrl },
        auth: {
          enabled: true,
          // Links in mails open here, and lead on to wherever the app has asked for.
          site_url: apiUrl,
          additional_redirect_urls: ['**'],
          jwt_secret: secrets.innerSecret,
          publishable_key: secrets.publishableKey,
          secret_key: secrets.secretKey,
        },
        db: { migrations: { enabled: false } },
        storage: { enabled: true },
        studio: { enabled: admin },
        options: { server: { admin, forceRollback }, drivers: { email: mails } },
      });
      app._storageAdapter = createFileStorage(storageDir);
      return app;
    };
    let abandon!: () => void;
    const gone = new Promise<void>((done) => abandon = done);
    const tried = { kept: create(false, bounded), undone: create(false, bounded, true) };
    const connections = [connection, bounded];
    const close = () => Promise.all(connections.map(closeConnection));
    return {
      ...{ connection, connections, gone, abandon, close, tried },
      ...{ api: create(false), studio: create(true) },
    };
  };
  let now = open();

  return {
    // A query cut off at work may never settle; whoever waits for it is answered all the same.
    api: (request) => Promise.race([now.api.fetch(request), now.gone.then(unavailable)]),
    tryDataApi: (request, keep) => now.tried[keep ? 'kept' : 'undone'].fetch(request),
    studio: (request, peerAddress) => now.studio.fetch(request, { peerAddress }),
    sql: () => now.connection.driver,
    async prepare() {
      await now.api.ensureSystemSchema();
      // Its auth.uid() and the like read other settings than the hosted ones, and it grants nothing.
      for (const script of ['auth', 'storage']) {
        const file = new URL(`../postgres/${script}.sql`, import.meta.url);
        await now.connection.driver.unsafe(await readFile(file, 'utf8'));
      }
    },
    forgetSchema() {
      for (const connection of now.connections) void connection.clearSchemaCache();
    },
    reconnect() {
      const { close, abandon } = now;
      now = open();
      abandon();
      void close();
    },
    close: async () => void await now.close(),
  };
}

const unavailable = () =>
  Response.json({ message: 'Postgres was gone for a moment; try again.' }, {
    status: 503,
    headers: { 'retry-after': '1' },
  });

const closeConnection = ({ driver }: ReturnType<typeof createPostgresConnection>): Promise<void> =>
  driver.end({ timeout: CLOSE_S });
