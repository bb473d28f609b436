import { applyResendEvent } from '../../../../src/mailings/resend/apply-resend-event.ts';
import { ResendEvent } from '../../../../src/mailings/resend/contract.ts';
import type { SystemDatabase } from '../../../../src/db/client.ts';
import type { Customer } from './world.ts';
import type { Taken } from './provider.ts';

const DAY_MS = 86_400_000;

/** What the provider tells of so many mails of a hundred, each by its own chance. */
const KINDS = [
  [2, 'email.bounced', { bounce: { type: 'Permanent', subType: 'General' } }],
  [2, 'email.bounced', { bounce: { type: 'Transient', subType: 'MailboxFull' } }],
  [1, 'email.complained', {}],
  [8, 'email.delivered', {}],
] as const;

interface Event {
  due: number;
  event_id: string;
  body: unknown;
  /** Nothing is to come to this address from then on. */
  stops: Customer | undefined;
}

/** What a provider tells of mails within three days, in any order, and every third event twice. */
export function newsOf(db: SystemDatabase, random: () => number) {
  let waiting: Event[] = [];
  /** Whom the provider told to leave alone, by shop and address. */
  const stopped = new Map<string, Customer>();
  return {
    stopped,
    about({ message_id, attempt, to, at }: Taken, customer: Customer): void {
      for (const [share, type, more] of KINDS) {
        if (random() >= share / 100) continue;
        const data = { to: [to], tags: { message_id, attempt }, ...more };
        const lasting = type === 'email.complained' ||
          'bounce' in more && more.bounce.type === 'Permanent';
        const event = {
          event_id: crypto.randomUUID(),
          body: { type, created_at: new Date(at).toISOString(), data },
          stops: lasting ? customer : undefined,
        };
        const times = random() < 1 / 3 ? 2 : 1;
        for (let n = 0; n < times; n++) waiting.push({ ...event, due: at + random() * 3 * DAY_MS });
      }
    },
    /** Tells what has come by now; the world knows of it from then on. */
    async tell(now: number): Promise<void> {
      const due = waiting.filter((event) => event.due <= now).sort((a, b) => a.due - b.due);
      if (due.length === 0) return;
      waiting = waiting.filter((event) => event.due > now);
      for (const { event_id, body, stops } of due) {
        await applyResendEvent({ db }, { event_id, body: ResendEvent.parse(body) });
        if (!stops) continue;
        stops.suppressed = true;
        stopped.set(`${stops.shop_id} ${stops.email.toLowerCase()}`, stops);
      }
    },
  };
}
