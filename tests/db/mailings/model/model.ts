import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface Person {
  id: string;
  email: string;
  user_id: string | null;
  birth_date: string | null;
  zone: string;
  subscribed: boolean;
  offers: boolean;
  unsubscribed: boolean;
  complained: boolean;
  refused: Set<string>;
  /** When messages were handed over that may have been taken. */
  handedOver: number[];
}
export interface Sender {
  automation_id: string;
  version_id: string;
  channel: 'email' | 'push';
  topic: string;
  enabled: boolean;
  /** In minutes of the day, past midnight. */
  quiet?: readonly [from: number, until: number];
  send_days?: readonly number[];
  hold_out_percent: number;
}
export interface Message {
  id: string;
  person: Person;
  sender: Sender;
  status: string;
  reason: string | null;
  scheduledFor: number;
  attempts: number;
  claim: string | null;
  claimedUntil: number;
  address: string | null;
}

/** What must be true of a shop's messages, told without a database. */
export class Model {
  now = Date.parse('2025-03-29T14:20:00Z');
  readonly messages: Message[] = [];
  /** Addresses that bounced for good or complained. */
  readonly bad = new Set<string>();
  readonly events = new Set<string>();
  constructor(
    readonly people: Person[],
    readonly senders: Sender[],
    readonly cap: { most: number; days: number },
  ) {}

  isChild({ birth_date }: Person): boolean {
    const today = Temporal.Instant.fromEpochMilliseconds(this.now).toZonedDateTimeISO('UTC');
    return birth_date !== null && Temporal.PlainDate.compare(
          Temporal.PlainDate.from(birth_date).add({ years: 18 }),
          today.toPlainDate(),
        ) > 0;
  }

  refusal(person: Person, { enabled, channel, topic }: Sender): string | null {
    const mail = channel === 'email';
    if (!enabled) return 'automation_stopped';
    if (!mail && !person.user_id) return 'no_device';
    if (this.isChild(person)) return 'minor';
    if (mail && (person.complained || this.bad.has(person.email))) return 'suppressed';
    if (person.unsubscribed) return 'unsubscribed';
    if (!(mail ? person.subscribed : person.offers)) return 'no_consent';
    return person.refused.has(topic) ? 'topic_refused' : null;
  }

  /** Why nothing may leave by the clock on the wall. */
  closed({ zone }: Person, { quiet, send_days }: Sender, at: number): string | null {
    const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    const minute = wall.hour * 60 + wall.minute;
    if (quiet && (minute >= quiet[0] || minute < quiet[1])) return 'quiet_hours';
    return send_days && !send_days.includes(wall.dayOfWeek) ? 'send_window' : null;
  }

  recent({ handedOver }: Person): number[] {
    return handedOver.filter((at) => at > this.now - this.cap.days * DAY);
  }

  /** Judges a message now. `held` is whether being held out counts. */
  judge(message: Message, held: boolean): 'to_send' | 'no' {
    const { person, sender } = message;
    const end = (status: string, reason: string | null, at = message.scheduledFor) => {
      Object.assign(message, { status, reason, scheduledFor: at });
      return 'no' as const;
    };
    const reason = this.refusal(person, sender);
    if (reason) return end('refused', reason);
    if (held && isHeldOut(sender, person)) return end('held_out', null);
    const counted = this.recent(person);
    let at = counted.length < this.cap.most
      ? this.now
      : counted.at(-this.cap.most)! + this.cap.days * DAY;
    // Windows open with a minute, so the first minute that is not closed is the time.
    while (this.closed(person, sender, at)) at = Math.floor(at / MINUTE + 1) * MINUTE;
    if (at === this.now) {
      Object.assign(message, { reason: null });
      return 'to_send';
    }
    return end('scheduled', this.closed(person, sender, this.now) ?? 'cap', at);
  }

  /** What a worker finds: of each customer the oldest. */
  due(channel: Sender['channel']): Message[] {
    const due = this.messages
      .filter(({ status, sender, scheduledFor }) =>
        status === 'scheduled' && sender.channel === channel && scheduledFor <= this.now
      )
      .sort((a, b) => a.scheduledFor - b.scheduledFor || (a.id < b.id ? -1 : 1));
    return due.filter((one, n) => due.findIndex(({ person }) => person === one.person) === n);
  }
}

const isHeldOut = ({ automation_id, hold_out_percent }: Sender, { id }: Person): boolean => {
  const hash = createHash('sha256').update(`${automation_id}:${id}`).digest('hex');
  return BigInt(`0x${hash.slice(0, 15)}`) % 10_000n < BigInt(hold_out_percent * 100);
};
