import type postgres from 'postgres';
import { makeBelts } from '../belts/belts.ts';
import type { Cast } from '../cast.ts';
import { idOf } from '../chance.ts';
import type { Days } from '../days.ts';
import type { Known } from './seed-people.ts';

/**
 * Gives the academy its past of belts, as an import would: rows with a `legacy_id`, which are not
 * judged. That somebody was promoted at a grading is in the trail.
 */
export async function seedBelts(
  tx: postgres.TransactionSql,
  days: Days,
  { people, firstGym }: Known,
  cast: Cast,
): Promise<void> {
  const gymIds = {
    ...{ sao_paulo: firstGym, lisbon: idOf('gym', 'lisbon'), tokyo: idOf('gym', 'tokyo') },
  };
  const { grading_events, graduations, titles } = makeBelts(cast, people, gymIds, days);
  await tx`insert into grading_events ${tx(grading_events)} on conflict do nothing`;
  await tx`insert into graduations ${tx(graduations)} on conflict do nothing`;
  await tx`insert into titles ${tx(titles)} on conflict do nothing`;
  await tx`
    insert into audit_events (gym_id, actor_id, subject_id, action, details, created_at)
    select g.gym_id, g.awarded_by, g.user_id, 'promoted',
      jsonb_build_object(
        'graduation_id', g.id, 'modality', g.modality, 'belt', g.belt, 'degree', g.degree,
        'awarded_on', g.awarded_on, 'event_id', g.event_id
      ),
      g.created_at
    from graduations g
    where g.event_id in ${tx(grading_events.map(({ id }) => id))} and not exists (
      select from audit_events a
      where a.gym_id = g.gym_id and a.action = 'promoted'
        and a.details ->> 'graduation_id' = g.id::text
    )`;
}
