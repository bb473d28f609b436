import postgres from 'postgres';
import { ExplainError } from '../explain/ports.ts';

/** What reaching and greeting the server may take, seconds. */
const CONNECT_WITHIN_S = 10;

/**
 * Opens one connection of a database's owner, and uses it once.
 *
 * @param url a connection string; what is wrong with it is said without repeating it
 * @throws ExplainError where it is none, or where nobody answers there as Postgres does
 */
export async function openOwner(url: string, within = CONNECT_WITHIN_S): Promise<postgres.Sql> {
  const owner = connectionOf(url, within);
  let late: NodeJS.Timeout | undefined;
  try {
    await Promise.race([
      owner`select 1`,
      new Promise((_, fail) => {
        late = setTimeout(() => fail(new Error('no answer as of Postgres')), within * 1000);
      }),
    ]);
    return owner;
  } catch (error) {
    await owner.end({ timeout: 0 });
    const { message, code } = error as NodeJS.ErrnoException;
    throw new ExplainError(`Cannot use the database of --url: ${message || code}.`);
  } finally {
    clearTimeout(late);
  }
}

function connectionOf(url: string, within: number): postgres.Sql {
  try {
    if (!/^postgres(ql)?:\/\//.test(url)) throw new TypeError('another scheme');
    return postgres(url, { max: 1, onnotice: () => {}, connect_timeout: within });
  } catch {
    throw new ExplainError(
      '--url is no connection string: postgresql://user:password@host:5432/database, with %XX for ' +
        'what has a meaning in an address.',
    );
  }
}
