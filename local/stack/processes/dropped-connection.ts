/**
 * Tells a connection that Postgres dropped from a fault of ours. postgres.js 3.4.9 says it in two
 * ways: by its own codes, and by writing to a socket that is gone.
 */
export function isDroppedConnection(error: Error): boolean {
  const { message, stack = '' } = error;
  if ('code' in error && /^(CONNECTION_|ECONN)/.test(String(error.code))) return true;
  return /properties of null \(reading 'write'\)/.test(message) &&
    /nextWrite \(.*postgres\/(src|cjs)/.test(stack);
}
