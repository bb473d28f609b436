import { expect } from 'vitest';
import type { Message, Model } from './model.ts';
import type { Real } from './shop.ts';

/** Holds what the database has of every message and customer against the model. */
export async function agree(model: Model, { under, shop_id }: Real): Promise<void> {
  const rows = await under.admin`
    select id, status, reason, scheduled_for, attempts from message_logs
    where shop_id = ${shop_id} order by id`;
  expect(rows.map((row) => ({ ...row, scheduled_for: row['scheduled_for'].toISOString() })))
    .toEqual(model.messages.toSorted((a, b) => a.id < b.id ? -1 : 1).map(plain));
  const counts = await under.admin`
    select customer_id, handed_over from private.mailing_contacts
    where shop_id = ${shop_id} and handed_over <> '{}' order by customer_id`;
  expect(
    counts.map(({ customer_id, handed_over }) => [customer_id, handed_over.map(Number)]),
  ).toEqual(
    model.people.filter(({ handedOver }) => handedOver.length > 0)
      .map(({ id, handedOver }) => [id, handedOver])
      .sort(),
  );
}

const plain = ({ id, status, reason, scheduledFor, attempts }: Message) => ({
  ...{ id, status, reason, attempts },
  scheduled_for: new Date(scheduledFor).toISOString(),
});

/** Holds one message that is taken now against all that was promised; by what the world is, not by the code. */
export function assertWanted(model: Model, real: Real, message: Message, to: string): void {
  const { person, sender } = message;
  const reason = model.refusal(person, sender) ?? model.closed(person, sender, model.now);
  expect({ taken: message.id, in_spite_of: reason }).toEqual({
    taken: message.id,
    in_spite_of: null,
  });
  real.ledger.push({ message_id: message.id, to, at: model.now, person: person.id });
  const times = real.ledger.filter(({ message_id }) => message_id === message.id).length;
  expect(times, 'times that a message was taken')
    .toBeLessThanOrEqual(real.allowed.get(message.id) ?? 1);
  const since = model.now - model.cap.days * 86_400_000;
  const recent = real.ledger.filter(({ at, person: whose }) => whose === person.id && at > since);
  expect(recent.length, 'taken within the days of the cap').toBeLessThanOrEqual(model.cap.most);
}
