import process from 'node:process';
import { isDroppedConnection } from './dropped-connection.ts';

/**
 * Keeps the stack alive when postgres.js 3.4.9, under the services of `@supabase/lite`, writes to a
 * connection that Postgres has just dropped, or rejects for a query that nobody waits for any more.
 * The pool behind it is replaced as soon as Postgres is up again. Any other fault that nobody caught ends the process.
 */
export function surviveDroppedConnections(): void {
  process.on('uncaughtException', (error) => {
    if (isDroppedConnection(error)) return;
    console.error(error);
    process.exit(1);
  });
}
