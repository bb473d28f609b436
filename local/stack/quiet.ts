import process from 'node:process';
import type { StackLog } from '../log/log.ts';
import { isDroppedConnection } from './processes/dropped-connection.ts';

const { warn, error } = console;

/**
 * `@supabase/lite` prints every refusal of the database with its stack, though the caller is told
 * too; one line each is enough, and none in tests that provoke them.
 */
export function shortenLogs(log: StackLog): void {
  process.env.LITE_TELEMETRY = '0';
  console.warn = (...args: unknown[]) => {
    if (!String(args[0]).startsWith('EXPERIMENTAL FEATURES ENABLED')) warn(...args);
  };
  console.error = (...args: unknown[]) => {
    const refusal = args.map(refusalIn).find((one) => one !== undefined);
    if (!refusal) error(...args);
    else log.note(`[data api] ${refusal}`);
  };
}

/** The message of a database error (an SQLSTATE, a lost connection) or of a table not served. */
function refusalIn(value: unknown): string | undefined {
  if (!(value instanceof Error)) return undefined;
  if ('relation' in value) return value.message;
  if (isDroppedConnection(value)) return 'lost its connection to Postgres';
  return 'code' in value && /^[0-9A-Z]{5}$/.test(String(value.code))
    ? `${value.code} ${value.message}`
    : undefined;
}
