import postgres from 'postgres';
import { openDoor } from '../../supabase/functions/_shared/db.ts';
import * as schema from '../../src/db/schema/index.ts';
import { withStack } from '../commands/support/with-stack.ts';
import { loginUrl } from '../database/logins.ts';
import type { Ports } from '../explain/ports.ts';
import { loadSecrets } from '../stack/settings/secrets.ts';
import { readSettings } from '../stack/settings/settings.ts';
import { doorPorts } from './door-ports.ts';
import { findPerson } from './find-person.ts';

/**
 * Works as somebody on the stack of this folder, through its door.
 *
 * @param who `anonymous`, an e-mail address, or a user's id
 */
export async function withPerson(
  who: string,
  work: (ports: Ports) => Promise<void>,
): Promise<void> {
  await withStack(async ({ status }) => {
    const { edgePassword, claimsSigningKey } = await loadSecrets(readSettings().dataDir);
    const owner = postgres(status.db_url, { max: 1, onnotice: () => {} });
    const door = openDoor({
      url: loginUrl(status.db_url, 'edge', edgePassword),
      ...{ schema, signingKey: claimsSigningKey, poolSize: 1 },
    });
    try {
      await work(doorPorts(door, owner, await findPerson(owner, who)));
    } finally {
      await Promise.all([door.end(), owner.end({ timeout: 2 })]);
    }
  });
}
