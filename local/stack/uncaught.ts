import process from 'node:process';

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

function isDroppedConnection(error: Error): boolean {
  const { message, stack = '' } = error;
  if ('code' in error && /^CONNECTION_/.test(String(error.code))) return true;
  return /properties of null \(reading 'write'\)/.test(message) &&
    /nextWrite \(.*postgres\/(src|cjs)/.test(stack);
}
