import { randomUUID } from 'node:crypto';
import { advanceEntries } from '../../../../../src/mailings/entries/advance-entries.ts';
import { enterAutomations } from '../../../../../src/mailings/entries/enter-automations.ts';
import { evaluateAutomations } from '../../../../../src/mailings/entries/evaluate-automations.ts';
import type { DoorUnderTest } from '../../../../../testkit/database/door.ts';

interface Message {
  customer_id: string;
  status: string;
  reason: string | null;
  scheduled_for: Date;
}

/** What really becomes of who waits to enter, with nothing handed over to anybody. */
export function realPath(under: DoorUnderTest) {
  const messages = async (automation_id: string) => {
    const rows = await under.admin<Message[]>`
      select customer_id, status, reason, scheduled_for from message_logs
      where automation_id = ${automation_id}`;
    return new Map(rows.map((row) => [row.customer_id, row]));
  };
  return {
    messages,
    /** Lets in who is to enter now, and takes them on until `later`: their messages are planned then. */
    async plan(automation_id: string, now: Date, later: Date) {
      const db = under.door.asSystem('test');
      await enterAutomations({ db, now });
      await evaluateAutomations({ db, now });
      await advanceEntries({ db, now });
      await advanceEntries({ db, now: later });
      const entered = await under.admin<{ customer_id: string }[]>`
        select customer_id from private.automation_entries where automation_id = ${automation_id}`;
      return {
        entered: new Set(entered.map(({ customer_id }) => customer_id)),
        planned: await messages(automation_id),
      };
    },
    /** Takes what is due, as a worker does before it calls out. */
    async claim({ shop_id, automation_id }: { shop_id: string; automation_id: string }, now: Date) {
      const until = new Date(now.getTime() + 60_000);
      for (const channel of ['email', 'push']) {
        await under.admin`select private.claim_messages(
          ${shop_id}, ${channel}::message_channel, ${now}, ${randomUUID()}, ${until}, 1000, 5)`;
      }
      return await messages(automation_id);
    },
  };
}
