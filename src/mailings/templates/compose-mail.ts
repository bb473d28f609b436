import { languageOf } from './languages.ts';
import type { MailingLinks } from './mailing-links.ts';
import type { RenderedMessage } from './render-message.ts';

export interface Sender {
  /** The gym's. */
  name: string;
  /** Who sends and where they can be found; null leaves it out, which nothing that is sent does. */
  postal_address: string | null;
}

export interface ComposedMail {
  subject: string;
  text: string;
  html?: string;
  headers: { 'List-Unsubscribe': string; 'List-Unsubscribe-Post': string };
}

/** What stands below every mailing, by language; English for any other. */
const footers: Record<string, { why: (name: string) => string; link: string }> = {
  en: {
    why: (name) => `You get this mail because you agreed to mails of ${name}.`,
    link: 'Unsubscribe, or choose what you get',
  },
  pt: {
    why: (name) => `Você recebe este e-mail porque aceitou e-mails de ${name}.`,
    link: 'Cancelar a inscrição ou escolher o que receber',
  },
};

/**
 * Makes the mail of a rendered message: with its foot (why it comes, from where, and the link to refuse
 * further ones) and the two header fields of RFC 8058, which the author of a template has no hand in.
 */
export function composeMail(
  { locale, subject, text, html }: RenderedMessage,
  { shop, unsubscribe_url, preferences_url }: MailingLinks & { shop: Sender },
): ComposedMail {
  const { why, link } = footers[languageOf(locale)] ?? footers.en!;
  const address = shop.postal_address?.split(/\s*[\r\n]+\s*/).join(', ');
  const lines = [why(shop.name), ...address ? [address] : []];
  return {
    subject,
    text: [text.trimEnd(), '', '-- ', ...lines, `${link}: ${preferences_url}`, ''].join('\n'),
    ...html !== undefined && {
      html: document(locale, subject, html, [
        ...lines.map(escapeMarkup),
        `<a href="${escapeMarkup(preferences_url)}">${escapeMarkup(link)}</a>`,
      ]),
    },
    headers: {
      'List-Unsubscribe': `<${unsubscribe_url}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

/** The cell closes whatever the body left open, so that nothing hides the foot. */
const document = (locale: string, title: string, body: string, foot: readonly string[]) =>
  `<!doctype html>
<html lang="${escapeMarkup(locale)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escapeMarkup(title)}</title></head>
<body>
<table role="presentation" width="100%"><tr><td>${body}</td></tr></table>
<p style="font-size: 12px; color: #555555">${foot.join('<br>\n')}</p>
</body></html>
`;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeMarkup = (text: string) => text.replaceAll(/[&<>"']/g, (c) => ENTITIES[c]!);
