import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mail } from '../../../../../src/sending.ts';
import { CA } from '../../../../../testkit/doubles/smtp/certificates.ts';
import { startSmtp } from '../../../../../testkit/doubles/smtp/server.ts';
import { createMail } from './create-mail.ts';
import { sendBySmtp } from './send-by-smtp.ts';

const FROM = 'Tatame <mail@tatame.test>';
let smtp: Awaited<ReturnType<typeof startSmtp>>;
beforeEach(async () => {
  smtp = await startSmtp({ implicit: false });
});
afterEach(() => smtp.stop());

const mail = (more: Partial<Mail> = {}): Mail => ({
  ...{ to: 'ana@example.com', subject: 'Aula às 19h', text: 'Olá.', html: '<b>Olá.</b>' },
  ...more,
});
const env = (more: object = {}) => ({
  ...{ MAIL_API_URL: 'https://api.resend.test', MAIL_FROM: FROM, SMTP_HOST: '127.0.0.1' },
  ...{ SMTP_PORT: smtp.port, SMTP_USER: 'user', SMTP_PASSWORD: 'secret', ...more },
});
const send = (mails: Mail[], more: object = {}) => createMail(env(more), { ca: CA })!(mails);
const [LATER, REFUSED] = [{ is: 'later' }, { is: 'refused' }];

describe('a mail server', () => {
  it('takes mails after STARTTLS, each in an envelope of its own', async () => {
    const to = ['ana@example.com', 'bia@example.com', 'caio@example.com'];
    const outcomes = await send(to.map((one) => mail({ to: one })));
    expect(outcomes.map(({ is }) => is)).toEqual(['sent', 'sent', 'sent']);
    expect(smtp.taken.map((taken) => taken.to).toSorted()).toEqual(to.map((one) => [one]));
    for (const { from, secure, raw } of smtp.taken) {
      expect([from, secure]).toEqual(['mail@tatame.test', true]);
      expect(raw).toContain(`From: ${FROM}`);
    }
  });

  it('takes mails over TLS from the first byte', async () => {
    const implicit = await startSmtp({ implicit: true });
    const { port } = implicit;
    const server = { host: '127.0.0.1', port, secure: true, user: 'user', password: 'secret' };
    const outcomes = await sendBySmtp({ ...server, ca: CA, from: FROM }, [mail()]);
    await implicit.stop();
    expect(outcomes).toMatchObject([{ is: 'sent' }]);
    expect(implicit.taken).toMatchObject([{ secure: true }]);
  });

  it.each([
    ['at login', { login: 535 }, { is: 'unsent' }],
    ['for now, at login', { login: 454 }, { is: 'unsent' }],
    ['the sender', { sender: 550 }, { is: 'unsent' }],
    ['the recipient for ever', { recipient: 550 }, REFUSED],
    ['the recipient for now', { recipient: 451 }, LATER],
    ['while it goes away', { recipient: 421 }, { is: 'unsent' }],
    ['the text for ever', { data: 554 }, REFUSED],
    ['the text for now', { data: 451 }, LATER],
    ['nothing, and is gone after the text', { cut: true }, { is: 'unknown' }],
  ])('that refuses %s is judged so', async (_what, faults, outcome) => {
    Object.assign(smtp.faults, faults);
    expect(await send([mail()])).toMatchObject([outcome]);
    expect(smtp.taken).toEqual([]);
  });

  it('that nobody reaches, or that is not who it says, is sent nothing', async () => {
    const unsent = [{ is: 'unsent', reason: 'unreachable' }];
    expect(await createMail(env())!([mail()])).toEqual(unsent);
    expect(await send([mail()], { SMTP_PASSWORD: 'wrong' })).toEqual(unsent);
    const { port } = smtp;
    await smtp.stop();
    expect(await send([mail()], { SMTP_PORT: port })).toEqual(unsent);
    expect(smtp.taken).toEqual([]);
  });
});

describe('a mail with hostile words', () => {
  it('is sent to nobody where an address or a field would end', async () => {
    const outcomes = await send([
      mail({ to: 'ok@example.com\r\nRCPT TO:<evil@example.com>' }),
      mail({ to: 'ok@example.com, evil@example.com' }),
      mail({ to: 'friends: evil@example.com;' }),
      mail({ subject: 'Aula\r\nBcc: evil@example.com' }),
      mail({ reply_to: 'ok@example.com>\r\nBcc: evil@example.com' }),
      mail({ headers: { 'X-A\r\nBcc': 'evil@example.com' } }),
      mail({ headers: { 'X-A': 'a\nBcc: evil@example.com' } }),
    ]);
    expect(outcomes.map(({ is }) => is)).toEqual(Array(7).fill('refused'));
    expect(smtp.taken).toEqual([]);
  });

  it('reads no file, ends no text and shows each letter', async () => {
    const text = 'Olá\r\n.\r\nRCPT TO:<evil@example.com>\r\n.';
    const html = { path: '/etc/passwd' } as unknown as string;
    const outcomes = await send([
      mail({ to: 'bia@example.com', html }),
      mail({ text, subject: '🥋 "<b>" =?utf-8?q?x?=' }),
    ]);
    expect(outcomes).toMatchObject([{ is: 'later', reason: expect.stringContaining('rejected') }, {
      is: 'sent',
    }]);
    expect(smtp.taken.map(({ to }) => to)).toEqual([['ana@example.com']]);
    expect(smtp.taken[0]!.raw).not.toMatch(/^Bcc:|root:/m);
    expect(smtp.taken[0]!.raw).toContain('Subject: =?UTF-8?');
  });
});

/** Of a mail as it came, by RFC 6376, canonicalised as `relaxed/relaxed`. */
function verified(raw: string, publicKey: string) {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const fields = head.replaceAll(/\r\n(?=[ \t])/g, '').split('\r\n').map((line) => {
    const [name = '', ...value] = line.split(':');
    return [name.toLowerCase(), value.join(':').replaceAll(/[ \t]+/g, ' ').trim()] as const;
  });
  const signature = fields.find(([name]) => name === 'dkim-signature')![1];
  const tags = Object.fromEntries(
    signature.split(';').map((tag) => tag.trim().split(/=(.*)/s).slice(0, 2)),
  ) as Record<string, string>;
  const signed = tags.h!.replaceAll(' ', '').toLowerCase().split(':');
  const body = rest.join('\r\n\r\n').replaceAll(/[ \t]+/g, ' ').replaceAll(/ (?=\r\n)/g, '')
    .replace(/(\r\n)*$/, '\r\n');
  const bare = `dkim-signature:${signature.replace(/\bb=[^;]*$/, 'b=')}`;
  const lines = signed.map((name) => `${name}:${fields.find(([key]) => key === name)![1]}\r\n`);
  const proof = Buffer.from(tags.b!.replaceAll(' ', ''), 'base64');
  const key = createPublicKey(publicKey);
  return {
    signed,
    holds: verify('sha256', Buffer.from(lines.join('') + bare), key, proof) &&
      createHash('sha256').update(body).digest('base64') === tags.bh,
  };
}

describe('a signature', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const dkim = { DKIM_DOMAIN: 'tatame.test', DKIM_SELECTOR: 's1', DKIM_PRIVATE_KEY: privateKey };

  it('covers both fields of unsubscribing, however long, and breaks with them', async () => {
    const link = `https://tatame.test/functions/v1/mailings/unsubscribe/${'x'.repeat(120)}`;
    const headers = {
      'List-Unsubscribe': `<${link}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    };
    await send([mail({ headers, reply_to: 'dojo@example.com' })], dkim);
    const { raw } = smtp.taken[0]!;
    expect(raw).toMatch(/d=tatame\.test;\s+q=dns\/txt; s=s1;/);
    const { signed, holds } = verified(raw, publicKey);
    expect(holds).toBe(true);
    expect(signed).toEqual(
      expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post', 'from', 'reply-to']),
    );
    for (const [was, is] of [['One-Click', 'Two-Click'], ['/unsubscribe/x', '/unsubscribe/y']]) {
      expect(raw).toContain(was);
      expect(verified(raw.replace(was!, is!), publicKey).holds).toBe(false);
    }
  });

  it('needs a key that can sign, which is looked at before anything is sent', () => {
    const { privateKey: curve } = generateKeyPairSync('ec', {
      namedCurve: 'prime256v1',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    for (const key of [curve, '-----BEGIN PRIVATE KEY-----\nnone\n-----END PRIVATE KEY-----']) {
      expect(() => createMail(env({ ...dkim, DKIM_PRIVATE_KEY: key }))).toThrow('no RSA key');
    }
  });

  it('is not there without a key', async () => {
    await send([mail()]);
    expect(smtp.taken[0]!.raw).not.toContain('DKIM-Signature');
  });
});
