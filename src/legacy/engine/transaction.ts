import type { Sql, TransactionSql } from 'postgres';

const isLost = (error: unknown): boolean =>
  String((error as { code?: unknown } | undefined)?.code).startsWith('CONNECTION_');

/**
 * A transaction whose connection may be gone at any moment. The client rolls back whatever failed and
 * takes whatever is asked, also on a connection that is no more, of which the process dies
 * (postgres 3.4.9): so nothing is asked of such a one any more, and it is not rolled back.
 *
 * @param mode how the transaction begins, as `isolation level repeatable read read only`
 */
export async function inTransaction<T>(
  connection: Sql,
  work: (tx: TransactionSql) => Promise<T>,
  mode = '',
): Promise<T> {
  let lost: { error: unknown } | undefined;
  let working: Promise<T> | undefined;
  const assertThere = () => {
    if (lost) throw lost.error;
  };
  const guarded = (tx: TransactionSql) =>
    new Proxy(tx, {
      apply(target, self, args) {
        assertThere();
        return Reflect.apply(target, self, args);
      },
      get(target, name) {
        assertThere();
        return Reflect.get(target, name);
      },
    });
  try {
    return await connection.begin(mode, (tx) => {
      working = work(guarded(tx));
      return working.catch((error) => {
        // Who waits has been told of the loss.
        if (lost || isLost(error)) return new Promise<never>(() => {});
        throw error;
      });
    }) as T;
  } catch (error) {
    lost = { error };
    // Whatever it does elsewhere ends here, when it asks next.
    await working?.catch(() => {});
    throw error;
  }
}
