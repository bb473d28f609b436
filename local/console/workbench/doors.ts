import type { Claims } from '../../../src/caller.ts';
import type { Database, SystemDatabase } from '../../../src/db/client.ts';
import { createAuthenticator } from '../../../supabase/functions/_shared/auth/authenticate.ts';
import { type CallerDoor, openDoor } from '../../../supabase/functions/_shared/db.ts';
import {
  authEnv,
  databaseEnv,
  readEnv,
  systemDatabaseEnv,
} from '../../../supabase/functions/_shared/runtime/env.ts';
import { openSystemDoor, type SystemDoor } from '../../../supabase/functions/_shared/system-db.ts';
import type { Person } from '../people/person.ts';
import type { StackFacts } from './stack-facts.ts';

/**
 * What one statement may take: `look` is for those that a page makes by itself, many of them, `run`
 * for the one that somebody has asked for.
 */
export const TIMEOUTS_MS = { look: 1_000, run: 5_000 };
type Purpose = keyof typeof TIMEOUTS_MS;

/** One is always left to others: three statements of a person run at once. */
const CONNECTIONS = 4;

/** The doors of the deployed functions, opened for the console with bounds of its own. */
export interface ConsoleDoors {
  /**
   * The database as a person has it. Their token is signed and then verified as the functions do it.
   * @throws ProblemError for whoever the functions do not let in, such as with an expired token
   */
  asPerson(person: Person, purpose?: Purpose): Promise<Database>;
  /**
   * Works as a person on a connection that ends with the work: locks, temporary tables and settings
   * of a session would outlive a transaction. Throws as `asPerson`.
   */
  onceAsPerson<T>(person: Person, work: (db: Database) => Promise<T>): Promise<T>;
  /** What the functions take for the claims of their token, or null; throws as `asPerson`. */
  claimsOf(person: Person): Promise<Claims | null>;
  /** The caller's door itself, for claims that have been verified. */
  caller(purpose: Purpose): Pick<CallerDoor, 'asCaller'>;
  /** A token of theirs; null for those who carry none. */
  tokenOf(person: Person): Promise<string | null>;
  asSystem(reason: string, purpose?: Purpose): SystemDatabase;
  end(): Promise<void>;
}

interface Doors {
  people: CallerDoor;
  system: SystemDoor;
}

export function openConsoleDoors(stack: StackFacts): ConsoleDoors {
  const { EDGE_DATABASE_URL, CLAIMS_SIGNING_KEY } = readEnv(databaseEnv, stack.functionsEnv);
  const { EDGE_SYSTEM_DATABASE_URL } = readEnv(systemDatabaseEnv, stack.functionsEnv);
  const authenticate = createAuthenticator(readEnv(authEnv, stack.functionsEnv));
  const open = (purpose: Purpose, poolSize = CONNECTIONS): Doors => {
    const bounds = { statementTimeoutMs: TIMEOUTS_MS[purpose], poolSize };
    return {
      people: openDoor({ ...bounds, url: EDGE_DATABASE_URL, signingKey: CLAIMS_SIGNING_KEY }),
      system: openSystemDoor({ ...bounds, url: EDGE_SYSTEM_DATABASE_URL }),
    };
  };
  // A pool connects when it is first asked for something.
  const doors = { look: open('look'), run: open('run') };

  const tokenOf = async ({ claims }: Person) => claims && await stack.signToken(claims);
  async function claimsOf(person: Person): Promise<Claims | null> {
    const token = await tokenOf(person);
    const headers = new Headers(token ? { authorization: `Bearer ${token}` } : {});
    const principal = await authenticate(new Request(stack.apiUrl, { headers }));
    return principal.kind === 'user' ? principal.claims : null;
  }

  async function through({ people, system }: Doors, person: Person): Promise<Database> {
    if (person.isSystem) return system.asSystem('the console looks as the system');
    return people.asCaller(await claimsOf(person));
  }
  const close = ({ people, system }: Doors) => Promise.all([people.end(), system.end()]);

  return {
    tokenOf,
    claimsOf,
    caller: (purpose) => doors[purpose].people,
    asPerson: (person, purpose = 'look') => through(doors[purpose], person),
    async onceAsPerson(person, work) {
      const own = open('run', 1);
      try {
        return await work(await through(own, person));
      } finally {
        await close(own);
      }
    },
    asSystem: (reason, purpose = 'look') => doors[purpose].system.asSystem(reason),
    async end() {
      await Promise.all(Object.values(doors).map(close));
    },
  };
}
