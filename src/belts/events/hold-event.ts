import { sql } from 'drizzle-orm';
import type { CallerContext } from '../../db/context.ts';
import { gradingEvents } from '../../db/schema/belts/graduations/grading-events.ts';
import { graduations } from '../../db/schema/belts/graduations/graduations.ts';
import { refuse } from '../../errors.ts';
import { refusePromotions } from '../graduations/promotion-refusals.ts';
import type { HeldEvent, HoldEventInput } from './contract.ts';
import { findEvent } from './read-event.ts';

/**
 * Promotes many members of a gym on one day, all or nobody, in one statement under row security: for
 * its staff, who are not among them, nor children of theirs. Sent again with its own id, the same event
 * changes nothing and answers the same.
 * @throws what a promotion is refused with, for each who is refused; `grading_event_differs` (conflict)
 */
export async function holdEvent(
  { db, caller }: CallerContext,
  { gym_id, body: { id = crypto.randomUUID(), people, ...body } }: {
    gym_id: string;
    body: HoldEventInput;
  },
): Promise<HeldEvent> {
  const ids = people.map(({ user_id }) => user_id.toLowerCase());
  const rows = await db.execute(sql`
    with event as (
      insert into ${gradingEvents} (id, gym_id, name, modality, held_on, created_by)
      values (${id}, ${gym_id}, ${body.name}, ${body.modality}, ${body.held_on}, ${caller.userId})
      on conflict (id) do nothing
      returning *
    )
    insert into ${graduations} (
      user_id, gym_id, modality, belt, degree, awarded_by, awarded_on, registered_on, event_id,
      override_reason
    )
    select p.user_id, e.gym_id, e.modality, p.belt, p.degree, e.created_by, e.held_on,
      coalesce(p.registered_on, e.held_on), e.id, p.override_reason
    from event e, jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p(
      user_id uuid, belt text, degree integer, registered_on date, override_reason text
    )
    order by p.user_id
    returning *
  `).catch(refusePromotions((userId) => `body.people.${ids.indexOf(userId)}`));
  const event = await findEvent(db, id);
  if (event && (rows.length > 0 || isSame(event, { gym_id, ...body, people }))) return event;
  throw refuse('grading_event_differs', { field: 'body.id' });
}

/** Whether an event that was there is the one that was sent. */
function isSame(event: HeldEvent, sent: Omit<HoldEventInput, 'id'> & { gym_id: string }): boolean {
  const graded = new Map(event.graduations.map((one) => [one.user_id, one]));
  return (['gym_id', 'name', 'modality', 'held_on'] as const)
    .every((field) => event[field] === sent[field]) &&
    graded.size === sent.people.length &&
    sent.people.every(({ registered_on = sent.held_on, ...one }) => {
      const was = graded.get(one.user_id.toLowerCase());
      return was?.belt === one.belt && was.degree === one.degree &&
        was.registered_on === registered_on && was.override_reason === one.override_reason;
    });
}
