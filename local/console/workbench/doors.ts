import type { Database, SystemDatabase } from '../../../src/db/client.ts';
import { createAuthenticator } from '../../../supabase/functions/_shared/auth/authenticate.ts';
import { openDoor } from '../../../supabase/functions/_shared/db.ts';
import {
  authEnv,
  databaseEnv,
  readEnv,
  systemDatabaseEnv,
} from '../../../supabase/functions/_shared/runtime/env.ts';
import { openSystemDoor } from '../../../supabase/functions/_shared/system-db.ts';
import type { Person } from '../people/person.ts';
import type { StackFacts } from './stack-facts.ts';

/** What one statement of the console may take: a page never waits longer than this for one. */
export const STATEMENT_TIMEOUT_MS = 2_000;
/** One is always left to others: three statements of a person run at once. */
const CONNECTIONS = 4;

/** The doors of the deployed functions, opened for the console with bounds of its own. */
export interface ConsoleDoors {
  /**
   * The database as a person has it. Their token is signed and then verified as the functions do it.
   * @throws ProblemError for whoever the functions do not let in, such as with an expired token
   */
  asPerson(person: Person): Promise<Database>;
  /** A token of theirs; null for those who carry none. */
  tokenOf(person: Person): Promise<string | null>;
  asSystem(reason: string): SystemDatabase;
  end(): Promise<void>;
}

export function openConsoleDoors(stack: StackFacts): ConsoleDoors {
  const bounds = { statementTimeoutMs: STATEMENT_TIMEOUT_MS, poolSize: CONNECTIONS };
  const { EDGE_DATABASE_URL, CLAIMS_SIGNING_KEY } = readEnv(databaseEnv, stack.functionsEnv);
  const { EDGE_SYSTEM_DATABASE_URL } = readEnv(systemDatabaseEnv, stack.functionsEnv);
  const authenticate = createAuthenticator(readEnv(authEnv, stack.functionsEnv));
  const people = openDoor({ ...bounds, url: EDGE_DATABASE_URL, signingKey: CLAIMS_SIGNING_KEY });
  const system = openSystemDoor({ ...bounds, url: EDGE_SYSTEM_DATABASE_URL });

  const tokenOf = async ({ claims }: Person) => claims && await stack.signToken(claims);
  return {
    tokenOf,
    async asPerson(person) {
      if (person.isSystem) return system.asSystem('the console looks as the system');
      const token = await tokenOf(person);
      const headers = new Headers(token ? { authorization: `Bearer ${token}` } : {});
      const principal = await authenticate(new Request(stack.apiUrl, { headers }));
      return people.asCaller(principal.kind === 'user' ? principal.claims : null);
    },
    asSystem: system.asSystem,
    end: async () => void await Promise.all([people.end(), system.end()]),
  };
}
