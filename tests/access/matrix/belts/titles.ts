import type { Probe, Subject } from '../../proof/cells.ts';
import { daysAgo, titles as rows } from '../../world/belts/graduations.ts';
import { becomeSystem, clockOf } from '../returning.ts';

const TITLE = {
  user_id: ':users.student',
  gym_id: ':gyms.north',
  title: `'adult_world_champion'`,
  modality: `'Jiu-jitsu'`,
  belt: `'blue'`,
  won_on: `'2021-06-01'`,
  recorded_by: ':me',
};
const columns = Object.keys(TITLE).join(', ');
const title = (more: Partial<typeof TITLE> = {}) =>
  `(${Object.values({ ...TITLE, ...more }).join(', ')})`;
const insert = (more?: Partial<typeof TITLE>) =>
  `insert into public.titles (${columns}) values ${title(more)}`;

/** A title is of a member, won by today, and at a rank that the rules of that day know. */
const won: Record<string, string> = {
  today: title({ won_on: `'${daysAgo(0)}'` }),
  tomorrow: title({ won_on: `'${daysAgo(-2)}'` }),
  plaid: title({ belt: `'plaid'` }),
  chess: title({ modality: `'Chess'` }),
  former: title({ user_id: ':users.former' }),
  pending: title({ user_id: ':users.pending' }),
  southern: title({ user_id: ':users.otherStudent' }),
  erased: title({ user_id: ':users.deleted' }),
  again: title({ won_on: `'2020-07-01'` }),
};

const traced = (statement: string): Probe => [
  statement,
  becomeSystem,
  `select concat_ws('/', action, details ->> 'title', details ->> 'modality', details ->> 'belt',
      details ->> 'won_on')
    from public.audit_events
    where actor_id = :me and subject_id = :users.student and gym_id = :gyms.north
      and created_at > '2021-01-01'`,
];

/** Titles: seen by who won them, their guardians and staff, who write them down and take them away. */
export const titles: Subject = {
  name: 'public.titles',
  rows,
  appendOnly: true,
  probes: {
    select: `select * from public.titles`,
    insert: insert(),
    'in the name of another': insert({ recorded_by: ':users.fellow' }),
    'of oneself': insert({ user_id: ':me' }),
    'of a child': insert({ user_id: ':users.child' }),
    'whose clock': `insert into public.titles (${columns}, created_at)
      values ${title().slice(0, -1)}, '2000-01-01') ${clockOf('created_at')}`,
    update: `update public.titles set belt = 'black' where id = :row`,
    delete: `delete from public.titles where id = :row returning 'ok'`,
    'delete blindly': `delete from public.titles`,
    truncate: `truncate public.titles`,
    won: {
      each: won,
      sql: `insert into public.titles (${columns}) values :it returning 'ok'`,
    },
    recorded: traced(insert()),
    removed: traced(`delete from public.titles where id = :titles.ofStudent`),
  },
  access: [
    `
| actor         | select             | insert    | in the name of another | of oneself | of a child | whose clock |
| anonymous     | 42501              | 42501     | 42501     | 42501     | 42501     | 42501     |
| student       | ofStudent          | 42501/rls | 42501/rls | 42501/rls | 42501/rls | 42501/rls |
| guardian      | ofChild            | 42501/rls | 42501/rls | 42501/rls | 42501/rls | 42501/rls |
| otherGuardian | ofOtherChild       | 42501/rls | 42501/rls | 42501/rls | 42501/rls | 42501/rls |
| instructor    | ofStudent ofChild ofManager | ×1 | 42501/rls | 42501/rls | ×1      | now       |
| manager       | all                | ×1        | 42501/rls | 42501/rls | ×1        | now       |
| deputy        | ofStudent ofChild ofManager | ×1 | 42501/rls | 42501/rls | 42501/rls | now     |
| otherManager  | ofOtherChild       | 42501/rls | 42501/rls | 42501/rls | 42501/rls | 42501/rls |
| deleted       | -                  | 42501/guard | 42501/rls | 42501/guard | 42501/guard | 42501/guard |
| system        | all                | 42501     | 42501     | 42501     | 42501     | 42501     |
| everyone else | -                  | 42501/rls | 42501/rls | 42501/rls | 42501/rls | 42501/rls |`,
    `
| actor              | update | delete                         | delete blindly | truncate |
| anonymous system   | 42501  | 42501                          | 42501 | 42501 |
| instructor         | 42501  | ofStudent ofChild ofManager    | ×3    | 42501 |
| manager            | 42501  | ofStudent ofChild ofOtherChild | ×3    | 42501 |
| deputy             | 42501  | ofStudent ofManager            | ×2    | 42501 |
| otherManager       | 42501  | ofOtherChild                   | ×1    | 42501 |
| everyone else      | 42501  | -                              | -     | 42501 |`,
    `
| actor              | won         | recorded | removed |
| anonymous system   | 42501       | 42501    | 42501   |
| instructor manager deputy | today · 23514: tomorrow plaid chess former pending southern · 23505: again · 42501/guard: erased | title_recorded/adult_world_champion/Jiu-jitsu/blue/2021-06-01 | title_removed/adult_world_champion/Jiu-jitsu/blue/2020-07-01 |
| deleted            | 42501/guard | 42501/guard | -    |
| everyone else      | 42501/rls · 42501/guard: erased   | 42501/rls   | -    |`,
  ],
};
