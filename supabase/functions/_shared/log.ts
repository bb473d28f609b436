export type Level = 'debug' | 'info' | 'warn' | 'error';

/**
 * One JSON line per event. Whoever calls it keeps personal data out: ids, patterns, codes and
 * durations, never a body, a query string, a header or a token.
 */
export function log(level: Level, event: string, fields: Record<string, unknown> = {}): void {
  const line = JSON.stringify({ time: new Date().toISOString(), level, event, ...fields });
  (level === 'error' || level === 'warn' ? console.error : console.log)(line);
}
