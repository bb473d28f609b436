import type { Probe, Subject } from '../../proof/cells.ts';
import { daysAgo, graduations as rows } from '../../world/belts/graduations.ts';
import { becomeSystem, clockOf } from '../returning.ts';

/** What is awarded: the student is blue since June 2020, and two years later may be purple. */
const AWARD = {
  user_id: ':users.student',
  gym_id: ':gyms.north',
  modality: `'Jiu-jitsu'`,
  belt: `'purple'`,
  degree: '0',
  awarded_by: ':me',
  awarded_on: `'2022-06-01'`,
  registered_on: `'2022-06-01'`,
  event_id: 'null',
  override_reason: 'null',
  voids: 'null',
  void_reason: 'null',
  legacy_id: 'null',
};
const columns = Object.keys(AWARD).join(', ');

/** One award; a day counts as both. */
function award(more: Partial<typeof AWARD> & { on?: string } = {}): string {
  const { on, ...named } = more;
  const dates = on === undefined ? {} : { awarded_on: `'${on}'`, registered_on: `'${on}'` };
  return `(${Object.values({ ...AWARD, ...dates, ...named }).join(', ')})`;
}
const insert = (...awards: string[]) =>
  `insert into public.graduations (${columns}) values ${awards.join(', ')}`;

const told = { override_reason: `'x'` };
const grown = { user_id: ':users.grown', belt: `'brown'`, on: '2020-06-01' };
const taken = { ...grown, voids: ':graduations.mistaken', void_reason: `'x'` };
const tomorrow = daysAgo(-2);

/** What the rules, and what else must hold, make of awards of who may make them. */
const judged: Record<string, string> = {
  due: award(),
  early: award({ on: '2022-05-31' }),
  overridden: award({ on: '2022-05-31', ...told }),
  later: award({ registered_on: `'2022-07-01'` }),
  plaid: award({ belt: `'plaid'`, ...told }),
  degree: award({ degree: '5', ...told }),
  chess: award({ modality: `'Chess'`, ...told }),
  tomorrow: award({ on: tomorrow, ...told }),
  'registered-tomorrow': award({ registered_on: `'${tomorrow}'`, ...told }),
  held: award({ belt: `'blue'`, ...told }),
  past: award({ user_id: ':users.child', belt: `'grey_white'`, on: daysAgo(730) }),
  'past-told': award({ user_id: ':users.child', belt: `'grey_white'`, on: daysAgo(730), ...told }),
  former: award({ user_id: ':users.former', ...told }),
  pending: award({ user_id: ':users.pending', ...told }),
  southern: award({ user_id: ':users.otherStudent', ...told }),
  erased: award({ user_id: ':users.deleted' }),
  twice: `${award()}, ${award({ belt: `'brown'`, ...told })}`,
  two: `${award()}, ${award({ user_id: ':users.child', belt: `'yellow'`, on: daysAgo(1) })}`,
  'one-of-two': `${award()}, ${award({ user_id: ':users.child', belt: `'blue'` })}`,
  event: award({ user_id: ':users.grown', event_id: ':grading_events.summer', ...told }),
};

/** What takes a graduation back: alike, with a reason, and of one that stands. */
const held = { user_id: ':users.student', belt: `'blue'`, on: '2020-06-01' };
const back = { voids: ':graduations.ofStudent', void_reason: `'x'` };
const voided: Record<string, string> = {
  alike: award({ ...held, ...back }),
  'of-who-left': award({
    ...{ ...held, user_id: ':users.former', voids: ':graduations.ofFormer', void_reason: `'x'` },
  }),
  bare: award({ ...held, ...back, void_reason: 'null' }),
  'other-rank': award({ ...held, ...back, belt: `'purple'` }),
  'other-degree': award({ ...held, ...back, degree: '1' }),
  'other-day': award({ ...held, ...back, on: '2020-06-02' }),
  'registered-then': award({ ...held, ...back, registered_on: `'2020-06-02'` }),
  overriding: award({ ...held, ...back, ...told }),
  again: award(taken),
  'a-voiding': award({ ...grown, voids: ':graduations.voiding', void_reason: `'x'` }),
  'reason-alone': award({ void_reason: `'x'` }),
};

/** What the trail has of the student afterwards. */
const traced = (...awards: string[]): Probe => [
  insert(...awards),
  becomeSystem,
  `select concat_ws('/', action, details ->> 'modality', details ->> 'belt', details ->> 'degree',
      details ->> 'awarded_on', details ->> 'reason', details ->> 'unmet', details ->> 'event_id',
      (select g.belt from public.graduations g where g.id::text = details ->> 'graduation_id'))
    from public.audit_events e
    where e.gym_id = :gyms.north and coalesce(e.actor_id, :me) = :me and e.subject_id = :users.student
      and e.created_at > '2021-01-01'`,
];

const WRONG =
  'early plaid degree chess tomorrow registered-tomorrow held former pending southern ' +
  'twice';
const UNLIKE = 'bare other-rank other-degree other-day registered-then overriding a-voiding ' +
  'reason-alone';

export const graduations: Subject = {
  name: 'public.graduations',
  rows,
  appendOnly: true,
  probes: {
    select: `select * from public.graduations`,
    insert: insert(award()),
    'in the name of another': insert(award({ awarded_by: ':users.fellow' })),
    'of oneself': insert(award({ user_id: ':me', ...told })),
    'of a child': insert(award({ user_id: ':users.child', belt: `'yellow'`, on: daysAgo(0) })),
    'at south': insert(award({ user_id: ':users.otherStudent', gym_id: ':gyms.south', ...told })),
    'from elsewhere': insert(award({ belt: `'plaid'`, on: tomorrow, legacy_id: '7' })),
    'whose clock': `insert into public.graduations (${columns}, created_at)
      values ${award().slice(0, -1)}, '2000-01-01') ${clockOf('created_at')}`,
    update: `update public.graduations set belt = 'black' where id = :row`,
    'delete blindly': `delete from public.graduations`,
    truncate: `truncate public.graduations`,
    judged: {
      each: judged,
      sql: [`insert into public.graduations (${columns}) values :it`, `select 'ok'`],
    },
    voided: {
      each: voided,
      sql: `insert into public.graduations (${columns}) values :it returning 'ok'`,
    },
    again: [insert(award()), insert(award())],
    due: traced(award()),
    overridden: traced(award({ on: '2022-05-31', ...told })),
    'due, told': traced(award(told)),
    'taken back': traced(award({ ...held, ...back })),
    'from elsewhere, traced': traced(award({ legacy_id: '7' })),
  },
  access: [
    `
| actor         | select                    | insert    | in the name of another | of oneself | of a child | update | delete blindly | truncate |
| anonymous     | 42501                     | 42501     | 42501     | 42501     | 42501     | 42501 | 42501 | 42501 |
| student       | ofStudent                 | 42501/rls | 42501/rls | 42501/rls | 42501/rls | 42501 | 42501 | 42501 |
| guardian      | ofChild                   | 42501/rls | 42501/rls | 42501/rls | 42501/rls | 42501 | 42501 | 42501 |
| otherGuardian | ofOtherChild              | 42501/rls | 42501/rls | 42501/rls | 42501/rls | 42501 | 42501 | 42501 |
| former        | ofFormer                  | 42501/rls | 42501/rls | 42501/rls | 42501/rls | 42501 | 42501 | 42501 |
| instructor    | north-ranks               | ×1        | 42501/rls | 42501/rls | ×1        | 42501 | 42501 | 42501 |
| manager       | north-ranks south-ranks   | ×1        | 42501/rls | 42501/rls | ×1        | 42501 | 42501 | 42501 |
| deputy        | north-ranks               | ×1        | 42501/rls | 42501/rls | 42501/rls | 42501 | 42501 | 42501 |
| otherManager  | south-ranks               | 42501/rls | 42501/rls | 42501/rls | 42501/rls | 42501 | 42501 | 42501 |
| deleted       | -                         | 42501/guard | 42501/rls | 42501/guard | 42501/guard | 42501 | 42501 | 42501 |
| system        | all                       | ×1        | ×1        | 23514     | ×1        | 42501 | 42501 | 42501 |
| newcomer      | -                         | 42501/rls | 42501/rls | 42501/rls | 42501/rls | 42501 | 42501 | 42501 |
| everyone else | -                         | 42501/rls | 42501/rls | 42501/rls | 42501/rls | 42501 | 42501 | 42501 |`,
    `
| actor                     | at south  | from elsewhere | from elsewhere, traced | whose clock |
| anonymous                 | 42501     | 42501     | 42501     | 42501     |
| instructor deputy         | 42501/rls | 42501/rls | 42501/rls | now       |
| manager                   | ×1        | 42501/rls | 42501/rls | now       |
| otherManager              | ×1        | 42501/rls | 42501/rls | 42501/rls |
| system                    | ×1        | ×1        | -         | backdated |
| deleted                   | 42501/guard | 42501/guard | 42501/guard | 42501/guard |
| everyone else             | 42501/rls | 42501/rls | 42501/rls | 42501/rls |`,
    `
| actor              | judged |
| anonymous          | 42501  |
| instructor manager system | due overridden later past-told two · 23514: ${WRONG} past one-of-two · 23503: event · 42501/guard: erased |
| deputy             | due overridden later · 23514: ${WRONG} · 23503: event · 42501/guard: erased · 42501/rls: past past-told two one-of-two |
| deleted            | 42501/guard |
| everyone else      | 42501/rls · 42501/guard: erased   |`,
    `
| actor              | voided      |
| anonymous          | 42501       |
| instructor manager deputy system | alike of-who-left · 23514: ${UNLIKE} · 23505: again |
| deleted            | 42501/guard |
| everyone else      | 42501/rls   |`,
    `
| actor              | again       | due         | overridden  | due, told   | taken back  |
| anonymous          | 42501       | 42501       | 42501       | 42501       | 42501       |
| instructor manager deputy system | 23514 | promoted/Jiu-jitsu/purple/0/2022-06-01/purple | overridden/Jiu-jitsu/purple/0/2022-05-31/x/["time"]/purple | promoted/Jiu-jitsu/purple/0/2022-06-01/x/purple | graduation_voided/Jiu-jitsu/blue/0/2020-06-01/x/blue |
| deleted            | 42501/guard | 42501/guard | 42501/guard | 42501/guard | 42501/guard |
| everyone else      | 42501/rls   | 42501/rls   | 42501/rls   | 42501/rls   | 42501/rls   |`,
  ],
};
