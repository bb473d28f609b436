const PREFIX = 'tatame_console_';

/** Cookies know no ports: another stack on this machine must not overwrite this one's. */
export const cookieOf = (port: number): string => `${PREFIX}${port}`;

/**
 * What a browser sends to other ports of this machine, without the console's sessions: neither
 * functions nor whoever logs their headers should hold one.
 */
export function withoutSessions(headers: Headers): Headers {
  const cookie = headers.get('cookie');
  if (!cookie?.includes(PREFIX)) return headers;
  const others = cookie.split(';').map((one) => one.trim()).filter((one) =>
    !one.startsWith(PREFIX)
  );
  const cleaned = new Headers(headers);
  cleaned.delete('cookie');
  if (others.length > 0) cleaned.set('cookie', others.join('; '));
  return cleaned;
}
