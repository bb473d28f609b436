import type { Mail, Mailbox } from './mailbox.ts';

/** Serves `/mail`, the page of what was sent, and `/mail.json?to=`, the same for programs. */
export function serveMail(url: URL, mailbox: Mailbox): Response | undefined {
  const mails = mailbox.list(url.searchParams.get('to') ?? undefined);
  if (url.pathname === '/mail.json') return Response.json({ items: mails });
  if (url.pathname !== '/mail') return undefined;
  return new Response(page(mails), { headers: { 'content-type': 'text/html; charset=utf-8' } });
}

const page = (mails: Mail[]) =>
  `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Tatame mail</title>
    <style>
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 45rem; margin: 2rem auto }
      article { border-top: 1px solid #bbb; padding: .5rem 0 }
      pre { white-space: pre-wrap; overflow-wrap: anywhere }
    </style>
  </head>
  <body>
    <h1>Sent from this stack</h1>
    ${mails.map(article).join('\n') || '<p>Nothing yet.</p>'}
  </body>
</html>
`;

/** The plain text, with its links made to be clicked: markup of a mail is not let into the page. */
const article = ({ to, subject, text = '', sent_at }: Mail) =>
  `<article>
      <strong>${escape(subject)}</strong> to ${escape(to)} <small>${sent_at}</small>
      <pre>${escape(text).replace(/https?:\/\/\S+/g, '<a href="$&">$&</a>')}</pre>
    </article>`;

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
