import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMailbox, type Mailbox } from '../../../../../local/mail/mailbox.ts';
import { serveResend } from '../../../../../local/sending/resend-api.ts';
import { listen } from '../../../../../local/stack/settings/ports.ts';
import { createMail } from './create-mail.ts';

let server: Server;
let env: { MAIL_API_URL: string; MAIL_API_KEY: string; MAIL_FROM: string };
let mailbox: Mailbox;
/** What answers instead of the service. */
let instead: ((request: Request) => Promise<Response>) | undefined;

beforeAll(async () => {
  server = createServer(getRequestListener(
    (request) => instead?.(request) ?? serveResend(request, mailbox, 'key'),
    { overrideGlobalObjects: false },
  ));
  const port = await listen(server, 0);
  env = {
    MAIL_API_URL: `http://127.0.0.1:${port}`,
    MAIL_API_KEY: 'key',
    MAIL_FROM: 'Tatame <mail@tatame.test>',
  };
});
afterAll(() => server.close());
beforeEach(() => {
  mailbox = createMailbox();
  instead = undefined;
});

const mail = (to: string, more: object = {}) => ({ to, subject: 'Aula', text: 'Às 19h.', ...more });
const send = (...mails: ReturnType<typeof mail>[]) => createMail(env, { pausesMs: [1, 1] })!(mails);
const answering = (status: number, body: string, headers = {}) => () =>
  Promise.resolve(new Response(body, { status, headers }));

describe('mails', () => {
  it('go out by one call, each to one address', async () => {
    const outcomes = await send(mail('ana@example.com'), mail('bia@example.com'));
    expect(outcomes).toEqual([1, 2].map(() => ({ is: 'sent', ticket: expect.any(String) })));
    expect(mailbox.list().map(({ to, subject }) => [to, subject])).toEqual([
      ['bia@example.com', 'Aula'],
      ['ana@example.com', 'Aula'],
    ]);
  });

  it('that would hold another field or address are not sent, and keep no other from it', async () => {
    const outcomes = await send(
      mail('ana@example.com\r\nBcc: all@example.com'),
      mail('ana@example.com, bia@example.com'),
      mail('Ana <ana@example.com>'),
      // A mailbox under another name, whose suppression would not be found.
      mail('ana@example.com.'),
      mail('ana@example.com', { subject: 'Aula\r\nBcc: all@example.com' }),
      mail('ana@example.com', { headers: { 'X-Id: 1\r\nBcc': 'all@example.com' } }),
      mail('ana@example.com', { headers: { 'X-Id': '1\nBcc: all@example.com' } }),
      mail('ana@example.com', { reply_to: 'a@example.com, all@example.com' }),
      mail('bia@example.com', { headers: { 'List-Unsubscribe': '<https://tatame.test/u>' } }),
    );
    expect(outcomes.map((outcome) => 'reason' in outcome ? outcome.reason : outcome.is)).toEqual([
      ...['invalid_address', 'invalid_address', 'invalid_address', 'invalid_address'],
      ...['invalid_header', 'invalid_header', 'invalid_header', 'invalid_header', 'sent'],
    ]);
    expect(mailbox.list()).toHaveLength(1);
  });

  it('that the service leaves out are told from those it took', async () => {
    const outcomes = await send(mail('a@b.c'), mail('b@b.c', { subject: '' }), mail('c@b.c'));
    expect(outcomes.map(({ is }) => is)).toEqual(['sent', 'refused', 'sent']);
    expect(mailbox.list().map(({ to }) => to)).toEqual(['c@b.c', 'a@b.c']);
  });

  it.each([
    ['a used-up quota', 429, '{}', { 'retry-after': '2' }, 'unsent', 2000],
    ['a wrong key', 401, '{}', {}, 'unsent', undefined],
    ['an error', 500, '{}', {}, 'unknown', undefined],
    ['a gateway', 502, '<html>', {}, 'unknown', undefined],
    ['nonsense', 200, '{"data":[', {}, 'unknown', undefined],
    ['fewer than there were', 200, '{"data":[{"id":"1"}]}', {}, 'unknown', undefined],
    ['a redirect', 307, '', { location: 'https://elsewhere.test' }, 'unknown', undefined],
  ])('answered by %s are judged so', async (_what, status, body, headers, is, retryAfterMs) => {
    instead = answering(status, body, headers);
    const outcomes = await send(mail('a@b.c'), mail('b@b.c'));
    expect(outcomes.map((outcome) => outcome.is)).toEqual([is, is]);
    expect(outcomes[0]).toMatchObject(retryAfterMs ? { retryAfterMs } : {});
  });

  it('are unsent where nobody is, and unknown where the line is cut', async () => {
    const nobody = createMail({ ...env, MAIL_API_URL: 'http://nowhere.invalid' })!;
    expect(await nobody([mail('a@b.c')])).toEqual([{ is: 'unsent', reason: 'unreachable' }]);
    instead = () => {
      server.closeAllConnections();
      return Promise.resolve(new Response());
    };
    expect(await send(mail('a@b.c'))).toEqual([{ is: 'unknown' }]);
  });

  it('carry their markup, where answers go and what they are known by', async () => {
    const bodies: unknown[] = [];
    instead = async (request) => {
      bodies.push(await request.clone().json());
      return await serveResend(request, mailbox, 'key');
    };
    const id = '7d9f6a52-4a1e-4d7c-9a39-0c2e7f1b8a11';
    const attempt = '17b9e5d0-4c36-4a8f-b251-d0c7e3f8a694';
    const known = { id, attempt, reply_to: 'gym@example.com' };
    await send(mail('ana@example.com', { html: '<b>Olá</b>', ...known }));
    expect(bodies).toEqual([[{
      ...{ from: env.MAIL_FROM, to: ['ana@example.com'], subject: 'Aula', text: 'Às 19h.' },
      ...{ html: '<b>Olá</b>', reply_to: ['gym@example.com'] },
      tags: [{ name: 'message_id', value: id }, { name: 'attempt', value: attempt }],
    }]]);
    expect(mailbox.list()).toMatchObject([{ html: '<b>Olá</b>' }]);
  });

  it('are not there without a key, and not by half', () => {
    const { MAIL_API_URL } = env;
    expect(createMail({ MAIL_API_URL })).toBeUndefined();
    expect(() => createMail({ MAIL_API_URL, MAIL_API_KEY: 'key' })).toThrow('goes together');
    expect(() =>
      createMail({ MAIL_API_URL, SMTP_PORT: 587, DKIM_DOMAIN: 'x.test', SMTP_HOST: 'h' })
    )
      .toThrow(
        'DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY go together; SMTP_HOST needs SMTP_USER and ' +
          'SMTP_PASSWORD; SMTP_PORT: nobody is reached at 587; 465 or 2587; MAIL_FROM goes together',
      );
    expect(() => createMail({ ...env, SMTP_HOST: 'h', SMTP_USER: 'u', SMTP_PASSWORD: 'p' }))
      .toThrow('exclude one another');
  });
});

describe('a call that nobody knows the end of', () => {
  /** What is taken first, whatever is answered; a key is taken once. */
  const keeping = (answers: (Response | 'taken' | 'cut')[]) => {
    const seen: { key: string | null; body: string }[] = [];
    const taken = new Map<string | null, Response>();
    instead = async (request) => {
      const body = await request.clone().text();
      const key = request.headers.get('idempotency-key');
      seen.push({ key, body });
      const answer = answers.shift() ?? 'taken';
      if (answer instanceof Response) return answer;
      if (!taken.has(key)) taken.set(key, await serveResend(request, mailbox, 'key'));
      if (answer === 'cut') server.closeAllConnections();
      return taken.get(key)!.clone();
    };
    return seen;
  };

  it('is made again with the same bytes under the same key, and taken once', async () => {
    const seen = keeping(['cut', new Response('', { status: 503 })]);
    expect((await send(mail('a@b.c'), mail('b@b.c'))).map(({ is }) => is)).toEqual([
      'sent',
      'sent',
    ]);
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map(({ key, body }) => `${key} ${body}`)).size).toBe(1);
    expect(seen[0]!.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(mailbox.list()).toHaveLength(2);
    await send(mail('a@b.c'));
    expect(seen[3]!.key).not.toBe(seen[0]!.key);
  });

  it('stays unknown, though it is refused later on', async () => {
    keeping(['cut', new Response('', { status: 429 }), new Response('', { status: 429 })]);
    expect(await send(mail('a@b.c'))).toEqual([{ is: 'unknown' }]);
    expect(mailbox.list()).toHaveLength(1);
  });
});
