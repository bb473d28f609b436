import { AsyncLocalStorage } from 'node:async_hooks';

export type Level = 'debug' | 'info' | 'warn' | 'error';

const context = new AsyncLocalStorage<Record<string, unknown>>();

/** Adds `fields` to every line logged by what `fn` starts. */
export const withLogFields = <T>(fields: Record<string, unknown>, fn: () => T): T =>
  context.run({ ...context.getStore(), ...fields }, fn);

/**
 * One JSON line per event. Whoever calls it keeps personal data out: ids, patterns, codes and
 * durations, never a body, a query string, a header or a token.
 */
export function log(level: Level, event: string, fields: Record<string, unknown> = {}): void {
  const time = new Date().toISOString();
  const line = JSON.stringify({ time, level, event, ...context.getStore(), ...fields });
  (level === 'error' || level === 'warn' ? console.error : console.log)(line);
}
