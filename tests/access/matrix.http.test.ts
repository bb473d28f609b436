import { exportJWK, generateKeyPair } from 'jose';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTokenAuthority } from '../../local/gateway/tokens.ts';
import { createAuthenticator } from '../../supabase/functions/_shared/auth/authenticate.ts';
import { authEnv, readEnv } from '../../supabase/functions/_shared/runtime/env.ts';
import { clerkToken, startClerk } from '../../testkit/http/clerk.ts';
import {
  hasPgBouncer,
  startPgBouncer,
  throughPgBouncer,
} from '../../testkit/database/pgbouncer.ts';
import { createTestDatabase } from '../../testkit/database/postgres.ts';
import { openDoors } from '../../testkit/door/doors.ts';
import { type Actor, actors, claimsOf } from './world/actors.ts';
import { readCatalog } from './proof/catalog.ts';
import { type Cell, cellsOf, nameOfCell } from './proof/cells.ts';
import { outcomeOf, refusalOf, type Refused, type Returned } from './proof/session.ts';
import { matrixHere } from './proof/matrix-here.ts';
import { serveProbes } from './proof/probe-server.ts';
import { shareOf } from './proof/share.ts';
import { populate } from './world/world.ts';

const matrix = await matrixHere();
const SUPABASE_URL = 'https://project.supabase.test';
const SECRET_KEY = 'sb_secret_access_matrix';

describe.skipIf(!hasPgBouncer)(`the access matrix, over HTTP ${throughPgBouncer}`, () => {
  const cleanups: (() => Promise<unknown>)[] = [];
  const credentials = new Map<Actor, Record<string, string>>();
  let signIn: () => Promise<void>;
  let cells: Cell[];
  let url: string;
  let backends: () => Promise<number>;

  beforeAll(async () => {
    const database = await createTestDatabase();
    const owner = postgres(database.url, { max: 1, onnotice: () => {} });
    cleanups.unshift(database.drop);
    cleanups.unshift(() => owner.end());
    await populate(owner);
    backends = async () => {
      const [row] = await owner<{ count: number }[]>`select count(*)::int as count
        from pg_stat_activity where usename = 'edge' and datname = current_database()`;
      return row?.count ?? 0;
    };
    const { tables } = await readCatalog(owner);
    const all = matrix.flatMap((subject) => cellsOf(subject, tables.get(subject.name) ?? []));
    cells = shareOf(all, 23)
      .filter(({ steps }) => !steps.some((step) => step.includes('set_config(')));

    const pooler = await startPgBouncer({
      target: database.edgeUrl,
      others: [database.systemUrl],
      poolSize: 1,
    });
    cleanups.unshift(pooler.stop);
    const urls = { edgeUrl: pooler.url, systemUrl: pooler.through(database.systemUrl) };
    const door = openDoors(urls, { poolSize: 4, acquireTimeoutMs: 30_000 });
    cleanups.unshift(() => door.end());

    const clerk = await startClerk();
    cleanups.unshift(clerk.stop);
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const signingKey = { ...await exportJWK(privateKey), kid: 'access', alg: 'ES256' };
    const supabase = await createTokenAuthority(signingKey, 'unused', `${SUPABASE_URL}/auth/v1`);
    const authenticate = createAuthenticator(readEnv(authEnv, {
      SUPABASE_URL,
      SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: 'sb_publishable_access_matrix' }),
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: SECRET_KEY }),
      SUPABASE_JWKS: JSON.stringify(supabase.jwks),
      ...clerk.env,
    }));
    signIn = async () => {
      for (const actor of actors) {
        const claims = claimsOf(actor);
        if (!claims) continue;
        const { sub, ...others } = claims;
        const token = sub.startsWith('user_')
          ? await clerkToken(clerk.access, sub, others)
          : await supabase.sign(claims);
        credentials.set(actor, { authorization: `Bearer ${token}` });
      }
    };
    credentials.set('system', { apikey: SECRET_KEY });

    const server = await serveProbes(cells, authenticate, door);
    cleanups.unshift(server.stop);
    url = server.url;
  });

  afterAll(async () => {
    for (const cleanup of cleanups) await cleanup();
  });

  // The whole takes longer than the ten minutes for which a token is good.
  let signedIn = -Infinity;
  beforeEach(async () => {
    if (Date.now() - signedIn < 300_000) return;
    await signIn();
    signedIn = Date.now();
  });

  async function ask(actor: Actor, places: number[]): Promise<string[]> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...credentials.get(actor) },
      body: JSON.stringify(places),
    });
    expect(response.status).toBe(200);
    const answers = await response.json() as (Returned | Refused)[];
    return answers.map((answer, index) =>
      'code' in answer ? refusalOf(answer) : outcomeOf(cells[places[index]!]!, answer)
    );
  }

  /** The door lets no TRUNCATE through, whoever asks. */
  const expected = (cell: Cell) => cell.probe === 'truncate' ? 'STATEMENT_REFUSED' : cell.expected;

  it.each(matrix.map(({ name }) => name))('%s, everyone at once', async (subject) => {
    const outcomes = await Promise.all(actors.map(async (actor) => {
      const places = [...cells.keys()].filter((place) =>
        cells[place]?.subject === subject && cells[place]?.actor === actor
      );
      const came = await ask(actor, places);
      return places.map((place, index) => ({ cell: cells[place]!, outcome: came[index] }));
    }));
    const wrong = outcomes.flat().filter(({ cell, outcome }) => outcome !== expected(cell))
      .map(({ cell, outcome }) => `${nameOfCell(cell)}: ${outcome}, not ${expected(cell)}`);
    expect(wrong).toEqual([]);
  });

  it('had one backend for all of them', async () => {
    expect(await backends()).toBe(1);
    console.log(`access matrix: ${cells.length} cells over HTTP`);
  });
});
