import { type DoorEnv, doorEnv } from '../../local/functions/env.ts';
import type { Schema, Tables } from '../../src/db/client.ts';
import * as product from '../../src/db/schema/index.ts';
import { type TokenIdentity, withIdentity } from '../../src/db/token-identity.ts';
import { type EnsuredUser, ensureUser } from '../../supabase/functions/_shared/auth/ensure-user.ts';
import { type CallerDoor, openDoor } from '../../supabase/functions/_shared/db.ts';
import {
  openSystemDoor,
  type SystemDoor,
  type SystemDoorOptions,
} from '../../supabase/functions/_shared/system-db.ts';
import { SIGNING_KEY, type TestDatabase } from '../database/cluster.ts';

/** Where the two logins find a test database; plain, so that it crosses to other processes. */
export type DoorUrls = Pick<TestDatabase, 'edgeUrl' | 'systemUrl'>;

/** Both doors of a test database, as no deployed function has them. */
export interface Doors<S extends Tables = Schema> extends CallerDoor<S>, SystemDoor<S> {}

/** Opens both doors with the same options, each with a pool of its own, over the product's tables. */
export function openDoors<S extends Tables = Schema>(
  { edgeUrl, systemUrl }: DoorUrls,
  options: Omit<SystemDoorOptions<S>, 'url'> = {},
): Doors<S> {
  const schema = options.schema ?? product as unknown as S;
  const caller = openDoor<S>({ ...options, schema, url: edgeUrl, signingKey: SIGNING_KEY });
  const system = openSystemDoor<S>({ ...options, schema, url: systemUrl });
  return {
    asCaller: caller.asCaller,
    asSystem: system.asSystem,
    end: async () => void await Promise.all([caller.end(), system.end()]),
  };
}

/** The environment by which deployed functions find a test database. */
export const doorEnvOf = ({ edgeUrl, systemUrl }: DoorUrls): DoorEnv =>
  doorEnv({ edge: edgeUrl, edge_system: systemUrl }, SIGNING_KEY);

/** The first call of somebody: their row, made of what a token says of them. */
export const firstCall = (door: CallerDoor, identity: TokenIdentity): Promise<EnsuredUser> =>
  ensureUser(door.asCaller(withIdentity({ sub: identity.subject }, identity)));
