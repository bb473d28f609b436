import type { SystemDatabase } from '../../db/client.ts';
import type { PushService, SendMail } from '../../sending.ts';
import type { SendingTimes } from '../../sending/times.ts';

/** What sending messages needs. */
export interface MessagesContext {
  db: SystemDatabase;
  push: PushService;
  /** Without it no mail leaves: what is due waits, and fails at last. */
  sendMail?: SendMail | undefined;
  /** Where mails lead to. Without a page nothing is published, and what was before waits. */
  places: { functions_url: string; page_url: string | undefined };
  times: Omit<SendingTimes, 'receiptsAfterMs'>;
  /** What time it is. */
  clock?: () => Date;
}
