import { describe, expect, it } from 'vitest';
import { createMailbox } from '../../mail/mailbox.ts';
import { serveResend } from '../../sending/resend-api.ts';
import { Letter } from './letter.tsx';

/** As the page has it, of a mail that was sent by Resend's API. */
async function shown(mail: object): Promise<string> {
  const mailbox = createMailbox();
  const request = new Request('http://double/emails/batch', {
    ...{ method: 'POST', headers: { authorization: 'Bearer key' } },
    body: JSON.stringify([{ from: 'a@b.test', to: ['ana@b.test'], subject: 'Aula', ...mail }]),
  });
  expect((await serveResend(request, mailbox, 'key')).status).toBe(200);
  return String(await Letter({ mail: mailbox.list()[0]! }));
}

describe('a letter', () => {
  it('has its markup in a frame that may do nothing, and nowhere else', async () => {
    const html = `<script>alert(1)</script><img src="https://evil.test/1.png" onerror='x()'>"><b>`;
    const page = await shown({ text: 'Olá', html });
    const frames = [...page.matchAll(/<iframe ([^>]*)>/g)];
    expect(frames).toHaveLength(1);
    const attributes = Object.fromEntries(
      [...frames[0]![1]!.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    );
    expect(attributes).toMatchObject({ sandbox: '', referrerpolicy: 'no-referrer' });
    const content = attributes.srcdoc!.replaceAll('&quot;', '"').replaceAll('&#39;', `'`)
      .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    expect(content.endsWith(html)).toBe(true);
    expect(content).toMatch(
      /^<meta http-equiv="content-security-policy" content="default-src 'none'/,
    );
    expect(page.replace(frames[0]![0], '')).not.toMatch(/<script|<img|onerror/);
  });

  it('shows the fields that it carries, with their links', async () => {
    const page = await shown({
      ...{ text: 'Olá', reply_to: ['kaizen@b.test'] },
      headers: { 'List-Unsubscribe': '<https://b.test/u/1>', 'X-<b>': '<i>' },
    });
    expect(page).toContain('<dt>Reply-To</dt><dd>kaizen@b.test</dd>');
    expect(page).toContain('href="https://b.test/u/1"');
    expect(page).toContain('<dt>X-&lt;b&gt;</dt><dd>&lt;i&gt;</dd>');
    expect(page).not.toContain('<iframe');
  });
});
