import { notificationChannels } from '../../../src/db/schema/notifications/notifications.ts';
import { type Draws, drawsOf } from '../../doubles/shopify/people/random.ts';
import type { Row } from '../tables.ts';
import { serial } from './ids.ts';
import type { Person } from './people.ts';
import { EVERY, type Plan } from './plan.ts';
import { anyTime, instantText } from './times.ts';

/** As they were typed, in two languages. */
const BELTS = [['white', 'branca'], ['blue', 'azul'], ['purple', 'Roxa'], ['brown', 'marrom']];
const YEAR = 365 * 86_400_000;

/** Up to four ranks of everybody who belongs to a gym, a year apart. */
export function graduationRows({ seed }: Plan, people: readonly Person[]): Row<'graduations'>[] {
  const rows: Omit<Row<'graduations'>, 'id'>[] = [];
  for (const [index, person] of people.entries()) {
    if (!person.gym_id) continue;
    const draw = drawsOf(seed, 5, index);
    const last = anyTime(draw);
    const count = draw.below(5);
    for (let rank = 0; rank < count; rank++) {
      rows.push({
        user_id: person.id,
        belt: draw.of(BELTS[rank]!),
        degree: draw.below(5),
        modality: draw.of(['Jiu-Jitsu', 'Judô']),
        created_at: instantText(draw, last - (count - rank) * YEAR),
      });
    }
  }
  return rows.map((row, index) => ({ ...row, id: serial(index, EVERY.few) }));
}

const NOTICES = 200;

/** As lists name somebody: by their id, or by that of their account. */
const nameOf = (draw: Draws, { id, clerk_user_id }: Person): string =>
  draw.percent(10) && clerk_user_id ? clerk_user_id as string : String(id);

/** What staff told the members of their gyms. Lists of ids are text, and some who read it were many. */
export function notificationRows(
  { seed }: Plan,
  people: readonly Person[],
): Row<'notifications'>[] {
  const staff = people.filter(({ role }) => role !== 'STUDENT');
  return Array.from({ length: NOTICES }, (_, index) => {
    const draw = drawsOf(seed, 6, index);
    const sender = draw.of(staff);
    const theirs = people.filter(({ gym_id }) => gym_id === sender.gym_id);
    const recipients = theirs.filter(() => draw.below(20) === 0).map((person) =>
      nameOf(draw, person)
    );
    const status = draw.of(['sent', 'sent', 'sent', 'sent', 'pending', 'failed']);
    const time = anyTime(draw);
    return {
      id: serial(index, EVERY.few),
      sent_by: sender.id,
      title: `Aviso ${index}: "treino", \\o/`,
      content: draw.of(['Aula cancelada hoje.\nOss!', 'Não haverá treino às 18:30 🥋', '{a,b}\tc']),
      channel: draw.of(notificationChannels.values),
      status,
      recipients,
      viewed_by: status === 'sent' ? recipients.filter(() => draw.percent(60)) : [],
      sent_at: status === 'sent' ? instantText(draw, time + 60_000) : null,
      created_at: instantText(draw, time),
    };
  });
}
