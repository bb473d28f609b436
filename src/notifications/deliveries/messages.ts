import { eq } from 'drizzle-orm';
import type { SystemDatabase } from '../../db/client.ts';
import { gyms } from '../../db/schema/academy/gyms.ts';
import { notifications } from '../../db/schema/notifications/notifications.ts';
import type { Mail, Push } from '../../sending.ts';
import { fitting } from '../../sending/fitting.ts';

/** Of the 4,096 bytes that a message may have: the rest is its title, its ids and its envelope. */
const BODY_BYTES = 2_500;

/** What is said, to whomever. */
export interface Content {
  id: string;
  gym_id: string;
  kind: string;
  title: string;
  content: string;
  gym: string;
}

/** Reads what a notification says; undefined where it is gone. */
export async function readContent(
  db: SystemDatabase,
  notification_id: string,
): Promise<Content | undefined> {
  const [row] = await db.select({
    id: notifications.id,
    gym_id: notifications.gym_id,
    kind: notifications.kind,
    title: notifications.title,
    content: notifications.content,
    gym: gyms.name,
  }).from(notifications).innerJoin(gyms, eq(gyms.id, notifications.gym_id))
    .where(eq(notifications.id, notification_id));
  return row;
}

/** Makes the message to one device. All of it is in the app; here it may be cut off. */
export const pushOf = ({ id, gym_id, kind, title, content }: Content, token: string): Push => ({
  token,
  title,
  body: fitting(content, BODY_BYTES),
  data: { notification_id: id, gym_id, kind },
});

/** Makes the mail to one address, as the gym's. */
export const mailOf = ({ title, content, gym }: Content, to: string): Mail => ({
  to,
  subject: oneLine(title),
  text: `${content}\n\n${gym}\n`,
});

/** A title as a header field takes it: nothing in it begins another field. */
const oneLine = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
