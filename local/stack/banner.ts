import { frontDesk } from './people.ts';
import type { Stack } from './stack.ts';

/** What a newcomer needs after `npm run dev`: where things are, who may log in, a first request. */
export function banner(stack: Stack, seconds: number): string {
  const { apiUrl } = stack;
  const rows = (pairs: [string, string][]) =>
    pairs.map(([name, value]) => `  ${name.padEnd(18)} ${value}`).join('\n');
  const people = stack.people.map(({ email, role, gym }): [string, string] => [
    role.toLowerCase(),
    `${email}  (${gym})`,
  ]);
  const device =
    `Bearer ${frontDesk.token}  (${frontDesk.gym}; the student's PIN: ${frontDesk.pin})`;
  return `
Tatame is up after ${seconds.toFixed(1)} s. Ctrl-C stops it.

${
    rows([
      ['API', apiUrl],
      ['functions', `${apiUrl}/functions/v1/{${stack.functions.join(',')}}`],
      ['API page', `${apiUrl}/docs`],
      ['mail', `${apiUrl}/mail`],
      ['Stripe', `${apiUrl}/stripe`],
      ['table editor', stack.studioUrl],
      ['developer console', stack.status.console_url],
      ['database', stack.dbUrl],
      ['publishable key', stack.publishableKey],
      ['secret key', stack.secretKey],
    ])
  }

People, all with the password ${stack.people[0]?.password}:
${rows([['anonymous visitor', 'no login'], ...people, ['front desk', device]])}

Who am I, as the student:
${firstRequest(stack)}
`;
}

/** A line for the shell that logs in and asks, so that it also works an hour later. */
export function firstRequest({ apiUrl, publishableKey, people }: Stack): string {
  const { email, password } = people[0]!;
  const key = `-H 'apikey: ${publishableKey}'`;
  const login = `curl -s '${apiUrl}/auth/v1/token?grant_type=password' ${key} ` +
    `-H 'content-type: application/json' -d '${JSON.stringify({ email, password })}'`;
  const token = String.raw`$(${login} | sed 's/.*"access_token":"\([^"]*\)".*/\1/')`;
  return `curl -s '${apiUrl}/functions/v1/identity/me' ${key} -H "Authorization: Bearer ${token}"`;
}
