import type { Ports } from './ports.ts';
import type { Status } from './state.ts';

/**
 * Says of every service that is not at the port it was set to, because something else is, where it
 * is now; one line each. Port 0 was no wish.
 */
export function movedPorts(wanted: Ports, status: Status): string[] {
  const places: [what: string, variable: string, wanted: number, url: string][] = [
    ['The API', 'TATAME_API_PORT', wanted.api, status.api_url],
    ['The database', 'TATAME_DB_PORT', wanted.db, status.db_url],
    ['The table editor', 'TATAME_STUDIO_PORT', wanted.studio, status.studio_url],
    ['The console', 'TATAME_CONSOLE_PORT', wanted.console, status.console_url],
  ];
  return places.flatMap(([what, variable, port, url]) => {
    const now = new URL(url).port;
    return port === 0 || now === String(port)
      ? []
      : [`${what} is on port ${now}: something else has ${port} (${variable}).`];
  });
}
