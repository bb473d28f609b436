import type { Mail } from '../../../../../src/sending.ts';
import type { Dkim } from './smtp-access.ts';

/**
 * What a signature covers: RFC 8058 asks for both fields of unsubscribing, of which the second is in
 * nobody's default.
 */
const SIGNED = [
  ...['from', 'to', 'reply-to', 'subject', 'date', 'message-id', 'mime-version', 'content-type'],
  ...['content-transfer-encoding', 'list-unsubscribe', 'list-unsubscribe-post'],
].join(':');

/** Writes a mail as a server takes it (RFC 5322), signed where a domain signs. */
export async function textOf(
  { to, subject, text, html, reply_to, headers = {}, id }: Mail,
  from: string,
  dkim: Dkim | undefined,
): Promise<Buffer> {
  const { createTransport } = await import('nodemailer');
  const writer = createTransport({
    ...{ streamTransport: true, buffer: true, newline: 'windows' },
    ...dkim && { dkim: { ...dkim, headerFieldNames: SIGNED } },
  });
  const { message } = await writer.sendMail({
    ...{ from, to: { name: '', address: to }, subject, text },
    ...html !== undefined && { html },
    ...reply_to !== undefined && { replyTo: { name: '', address: reply_to } },
    // Of its own for every mail, so that no two are taken for one.
    ...id !== undefined && { messageId: `<${id}@${domainOf(from)}>` },
    headers: { ...headers },
    // Nothing that is in a mail is ever fetched from here.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  return message as Buffer;
}

/** The address in `Tatame <mail@example.com>`. */
export const addressIn = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
const domainOf = (from: string) => addressIn(from).split('@').at(-1)!;
