import type { Subject } from '../../../proof/cells.ts';
import { calendarLinks as rows } from '../../../world/schedule.ts';
import { clockOf } from '../../returning.ts';

const seen = 'id, user_id, gym_id, revoked_at, created_at, updated_at';
const hash = `repeat('a', 64)`;

/** Calendar links: one's own, and for managers their gym's. Nobody reads back what they are opened by. */
export const calendarLinks: Subject = {
  name: 'public.calendar_links',
  rows,
  probes: {
    select: `select ${seen} from public.calendar_links`,
    'select hashes': `select id from public.calendar_links where token_hash > ''`,
    delete: `delete from public.calendar_links`,
    truncate: `truncate public.calendar_links`,
    revoke: `update public.calendar_links set revoked_at = '2000-01-01' where id = :row
      returning case
        when updated_at > '2020-06-01' and revoked_at = case id
          when :calendar_links.spent then '2020-01-01' else now()::timestamptz(3) end
        then 'ok' else 'spoilt' end`,
    'revoke blindly': `update public.calendar_links set revoked_at = now()`,
    'bring back': `update public.calendar_links set revoked_at = null
      where id = :calendar_links.spent
      returning case when revoked_at is null then 'open' else 'revoked' end`,
    'leave open': `update public.calendar_links set revoked_at = null
      where id = :calendar_links.student
      returning case when revoked_at is null then 'open' else 'revoked' end`,
    make: {
      sql: `insert into public.calendar_links (token_hash, :it) returning 'ok'`,
      each: {
        'ones-own': `user_id) values (${hash}, :me`,
        'of-another': `user_id) values (${hash}, :users.fellow`,
        north: `gym_id) values (${hash}, :gyms.north`,
        south: `gym_id) values (${hash}, :gyms.south`,
        both: `user_id, gym_id) values (${hash}, :me, :gyms.north`,
        neither: `user_id) values (${hash}, null`,
        revoked: `user_id, revoked_at) values (${hash}, :me, now()`,
        plain: `user_id) values ('secret', :me`,
      },
    },
    'make backdated': `insert into public.calendar_links (token_hash, user_id, created_at)
      values (${hash}, :me, '2000-01-01') ${clockOf('created_at')}`,
    'make post-dated': `insert into public.calendar_links (token_hash, user_id, updated_at)
      values (${hash}, :me, '2000-01-01') ${clockOf('updated_at')}`,
  },
  access: [
    `
| actor            | select     | select hashes | delete | truncate |
| anonymous        | 42501      | 42501         | 42501  | 42501    |
| newcomer deleted | -          | 42501         | 42501  | 42501    |
| student          | own spent  | 42501         | 42501  | 42501    |
| manager deputy   | own north  | 42501         | 42501  | 42501    |
| otherManager     | own south  | 42501         | 42501  | 42501    |
| system           | all        | all           | ×22    | 42501    |
| everyone else    | own        | 42501         | 42501  | 42501    |`,
    `
| actor            | revoke          | revoke blindly | bring back | leave open |
| anonymous        | 42501           | 42501          | 42501      | 42501      |
| newcomer deleted | -               | -              | -          | -          |
| student          | own spent       | ×2             | revoked    | open       |
| manager deputy   | own north       | ×2             | -          | -          |
| otherManager     | own south       | ×2             | -          | -          |
| system           | all             | ×22            | revoked    | open       |
| everyone else    | own             | ×1             | -          | -          |`,
    `
| actor            | make      | make backdated | make post-dated |
| anonymous        | 42501     | 42501          | 42501           |
| newcomer         | 42501/rls | 42501/rls      | 42501/rls       |
| deleted          | 42501/guard: all · 42501/rls: of-another north south neither | 42501/guard | 42501/guard |
| manager deputy   | ones-own north · 23514: both plain · 42501/rls: of-another south neither revoked | now | now |
| otherManager     | ones-own south · 23514: both plain · 42501/rls: of-another north neither revoked | now | now |
| system           | all · 23514: both neither plain | backdated | backdated |
| everyone else    | ones-own · 23514: both plain · 42501/rls: of-another north south neither revoked | now | now |`,
  ],
  updatable: ['revoked_at'],
};
