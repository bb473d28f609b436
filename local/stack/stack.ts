import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import process from 'node:process';
import type { JWK, JWTPayload } from 'jose';
import { signUpPeople } from './accounts.ts';
import { once, onSchemaChange, prepareDatabase, startDatabase } from '../database/database.ts';
import { loginUrl } from '../database/logins.ts';
import type { FunctionEntry } from '../functions/discover.ts';
import { type DatabaseUrls, type DoorEnv, doorEnv, functionsEnv } from '../functions/env.ts';
import { allFunctions, reloadOnChange } from '../functions/reload/reload.ts';
import { startFunctions } from '../functions/runtime.ts';
import { silentLog, type StackLog } from '../log/log.ts';
import { recording } from '../log/recorder.ts';
import { createMailbox } from '../mail/mailbox.ts';
import { redirecting } from '../mail/redirects.ts';
import { createSending, sendingEnv } from '../sending/serve-sending.ts';
import { createLocalStripe, sellLocally, stripeLocalEnv } from '../stripe/serve-stripe.ts';
import { tickJobs } from '../queue/jobs-ticker.ts';
import { lockDataDir } from './processes/lock.ts';
import { frontDesk, people } from './people.ts';
import { openDoor } from './open-door.ts';
import { listen, listenForAll, LOOPBACK, type Ports } from './settings/ports.ts';
import { serveConsole } from '../console/serve.ts';
import { shortenLogs } from './quiet.ts';
import { loadSecrets } from './settings/secrets.ts';
import { StackError } from './settings/stack-error.ts';
import { clearRunning, type Status, writeRunning } from './settings/state.ts';
import { inbound } from '../gateway/auth-bridge.ts';
import { bridgeStorage } from '../gateway/storage-bridge.ts';
import { createTokenAuthority } from '../gateway/tokens.ts';

export interface StackOptions {
  /** Everything the stack keeps: database, objects, keys. */
  dataDir: string;
  ports: Ports;
  /** How other devices reach the gateway, which then listens to all of them; see `.env.example`. */
  publicUrl?: string;
  /** More functions than the project's own, for tests. */
  functions?: FunctionEntry[];
  /** Another way to the database for the functions, as through a pooler; gets the direct ones. */
  databaseUrls?(direct: DatabaseUrls): DatabaseUrls | Promise<DatabaseUrls>;
  /** Variables of the functions besides those that the platform provides. */
  env?: Record<string, string>;
  /** Path of another Deno than the pinned one. */
  deno?: string;
  /** Whether to put the demo people and their data in place. Default true. */
  seed?: boolean;
  /**
   * Where to say what happens. Without it the stack is quiet, and what functions print is kept in
   * `functions.log` of the data directory.
   */
  log?: StackLog;
  /** Is told, once, that Postgres ended and does not start again. */
  onLost?(why: StackError): void;
}

export interface Stack {
  apiUrl: string;
  /** The same place, as this machine reaches it. */
  localUrl: string;
  dbUrl: string;
  adminUrl: string;
  studioUrl: string;
  publishableKey: string;
  secretKey: string;
  people: typeof people;
  functions: string[];
  doorEnv: DoorEnv;
  jwks: { keys: JWK[] };
  status: Status;
  /** An access token with these claims, signed as the Auth service's are. */
  signToken(claims: JWTPayload): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts everything a hosted project consists of, on the loopback interface and without Docker.
 * @throws AlreadyRunning when another process holds the data directory
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const undo: (() => unknown)[] = [];
  const stop = async () => {
    while (undo.length > 0) await undo.pop()?.();
  };
  try {
    return await start(options, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  { dataDir, ports, ...options }: StackOptions,
  undo: (() => unknown)[],
  stop: () => Promise<void>,
): Promise<Stack> {
  undo.push(await lockDataDir(dataDir));
  const { log, list: listRequests } = recording(options.log ?? silentLog);
  shortenLogs(log);
  let reconnect = () => {};
  // The heaviest modules load while initdb and Postgres work in their own processes.
  const starting = startDatabase(dataDir, ports.db, {
    down: (why) => log.fault(`Postgres ${why}; it is started again.`),
    up: () => {
      reconnect();
      log.note('Postgres is up again.');
    },
    lost: (why) => options.onLost?.(new StackError(`Postgres ended and does not start: ${why}`)),
  });
  undo.push(async () => (await starting.catch(() => undefined))?.stop());
  const loading = Promise.all([import('./services.ts'), import('../gateway/gateway.ts')]);
  const { publicUrl } = options;
  const door = await openDoor(
    (server) => (publicUrl ? listenForAll : listen)(server, ports.api),
    undo,
  );
  // Whoever reaches it may do everything: it stays on this machine.
  const studioDoor = await openDoor((server) => listen(server, ports.studio), undo);
  const consoleDoor = await openDoor((server) => listen(server, ports.console), undo);
  const localUrl = `http://${LOOPBACK}:${door.port}`;
  const apiUrl = publicUrl ?? localUrl;
  const secrets = await loadSecrets(dataDir);
  const tokens = await createTokenAuthority(
    secrets.signingKey,
    secrets.innerSecret,
    `${apiUrl}/auth/v1`,
  );

  const database = await starting;
  const direct = {
    edge: loginUrl(database.url, 'edge', secrets.edgePassword),
    edge_system: loginUrl(database.url, 'edge_system', secrets.edgeSystemPassword),
  };
  const urls = await options.databaseUrls?.(direct) ?? direct;
  const doors = doorEnv(urls, secrets.claimsSigningKey);
  const others = options.functions ?? [];
  let entries = await allFunctions(others);
  const stripe = {
    ...{ localUrl, apiUrl, dataDir, given: options.env ?? {} },
    ...{ key: secrets.stripeKey, webhookSecret: secrets.stripeWebhookSecret },
  };
  const env = {
    ...functionsEnv(apiUrl, doors, secrets, tokens, {
      ...sendingEnv(localUrl, secrets.secretKey),
      ...stripeLocalEnv(stripe),
      ...options.env,
    }),
    // A device's way to this machine need not be one that leads here from itself.
    ...publicUrl && { TATAME_LOCAL_URL: localUrl },
  };
  const functions = startFunctions(
    entries,
    env,
    { logFile: options.log ? undefined : join(dataDir, 'functions.log'), log, deno: options.deno },
  );
  undo.push(functions.stop);
  undo.push(reloadOnChange(functions, others, log, (known) => entries = known));

  const [{ createServices }, { createGateway, createStudio }] = await loading;
  const mailbox = createMailbox();
  const services = createServices(
    database.adminUrl,
    secrets,
    apiUrl,
    join(dataDir, 'storage'),
    redirecting(mailbox),
  );
  undo.push(services.close);
  reconnect = services.reconnect;
  const seed = async () => {
    const people = await signUpPeople(services.api, apiUrl, secrets.publishableKey);
    const { seed } = await import('../demo/seed/seed.ts');
    await seed(database.url, people, secrets.pinHashKey);
    const { seedFiles } = await import('../demo/seed/seed-files.ts');
    await seedFiles({
      ...{ databaseUrl: database.url, apiUrl, secretKey: secrets.secretKey },
      send: async (request) => await bridgeStorage(await inbound(request, tokens), services.api),
    });
  };
  await once(dataDir, 'prepared', services.prepare);
  await prepareDatabase(database, secrets);
  if (options.seed ?? true) await once(dataDir, 'seeded', seed);
  if (!stripe.given['STRIPE_SECRET_KEY']) await sellLocally(database.url);
  services.forgetSchema();
  undo.push(await onSchemaChange(database.url, services.forgetSchema));

  const instance = randomUUID();
  const functionNames = () => entries.map(({ name }) => name);
  const { publishableKey } = secrets;
  door.open(createGateway({
    services,
    functions,
    tokens,
    log,
    instance,
    apiUrl,
    localUrl,
    publishableKey,
    secretKey: secrets.secretKey,
    mailbox,
    sending: createSending(mailbox, secrets.secretKey),
    stripe: await createLocalStripe(stripe),
    functionNames,
  }));
  studioDoor.open(createStudio(services));
  consoleDoor.open(serveConsole({
    port: consoleDoor.port,
    token: secrets.consoleToken,
    stack: {
      ...{ apiUrl, localUrl, publishableKey, secretKey: secrets.secretKey, mailbox },
      databaseUrl: database.url,
      listRequests,
      functionsEnv: env,
      dataApi: async (request, keep) =>
        await services.tryDataApi(await inbound(request, tokens), keep),
      signToken: tokens.sign,
    },
  }, undo));
  undo.push(tickJobs(database.url, localUrl, secrets.secretKey));

  const status: Status = {
    api_url: apiUrl,
    db_url: database.url,
    studio_url: `http://${LOOPBACK}:${studioDoor.port}`,
    console_url: `http://${LOOPBACK}:${consoleDoor.port}/?session=${secrets.consoleToken}`,
    publishable_key: publishableKey,
    secret_key: secrets.secretKey,
    functions: functionNames(),
    people: people.map(({ email, password, role, gym }) => ({ email, password, role, gym })),
    front_desk: frontDesk,
  };
  await writeRunning(dataDir, { pid: process.pid, instance, localUrl, status });
  undo.push(() => clearRunning(dataDir));
  return {
    apiUrl,
    localUrl,
    dbUrl: database.url,
    adminUrl: database.adminUrl,
    studioUrl: status.studio_url,
    publishableKey,
    secretKey: secrets.secretKey,
    people,
    functions: status.functions,
    doorEnv: doors,
    jwks: tokens.jwks,
    status,
    signToken: tokens.sign,
    stop,
  };
}
