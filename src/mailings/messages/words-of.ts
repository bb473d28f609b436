import type { Mail, Push } from '../../sending.ts';
import { fitting } from '../../sending/fitting.ts';
import { composeMail } from '../templates/compose-mail.ts';
import { mailingLinks, type MailingPlaces } from '../templates/mailing-links.ts';
import type { RenderedMessage } from '../templates/render-message.ts';
import type { FoundMessage } from './claim-messages.ts';
import type { Sender } from './sender-of.ts';

/** Of the 4,096 bytes that a push may have: the rest is its title, its id and its envelope. */
const BODY_BYTES = 2_500;

/** Makes the mail of a message that is handed over by a claim, with the customer's own links. */
export function mailOf(
  { id, address, token }: FoundMessage,
  claim: string,
  rendered: RenderedMessage,
  { reply_to, ...shop }: Sender,
  places: MailingPlaces,
): Mail {
  const links = mailingLinks(places, token!);
  return {
    ...composeMail(rendered, { shop, ...links }),
    to: address!,
    id,
    attempt: claim,
    ...reply_to !== null && { reply_to },
  };
}

/** Makes the pushes of a message that is handed over: one to each device. */
export const pushesOf = (
  { id, devices }: FoundMessage,
  { subject, text }: RenderedMessage,
): Push[] =>
  devices!.map((token) => ({
    token,
    title: subject,
    body: fitting(text, BODY_BYTES),
    data: { message_id: id },
  }));
