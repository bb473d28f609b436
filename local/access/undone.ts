import type { PgTransactionConfig } from 'drizzle-orm/pg-core';
import type { Database } from '../../src/db/client.ts';

/** Thrown to undo a transaction, carrying what its work answered. */
class Undone<T> extends Error {
  constructor(readonly answer: T) {
    super('undone');
  }
}

/** Works in a transaction that is rolled back: even a policy may write while somebody only looks. */
export async function undone<T>(
  db: Database,
  work: (tx: Database) => Promise<T>,
  config?: PgTransactionConfig,
): Promise<T> {
  let answer: Undone<T> | undefined;
  try {
    return await db.transaction(async (tx): Promise<never> => {
      throw answer = new Undone(await work(tx));
    }, config);
  } catch (error) {
    if (answer && error === answer) return answer.answer;
    throw error;
  }
}
