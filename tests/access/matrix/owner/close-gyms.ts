import { posts } from '../../world/community.ts';
import { systemOnly } from '../store/shop-system-functions.ts';

const due = `select private.close_gyms(1000)`;
const often = (times: number) => Array.from({ length: times }, () => due);

/** What is erased slice by slice is north: south is erased already but for a last look. */
const north = [
  `update public.gym_closings set state = 'erasing', closed_at = now(), emptied_at = now()
    where state = 'scheduled'`,
  `update public.gym_closings set emptied_at = '2020-01-01' where state = 'undone'`,
  `insert into public.gym_closings (gym_id, erases_at) values (:gyms.north, '2020-01-01')`,
];
const aMinuteLater = `update public.gym_closings set emptied_at = now() - interval '2 minutes'
  where gym_id = :gyms.north and state = 'erasing'`;
const gone = [...north, ...often(3)];
const erased = [...gone, due, aMinuteLater, due];

/** Closing gyms whose day has come, which is south's: first it is closed, then its rows go. */
export const closeGyms = systemOnly('close_gyms(integer)', 'boolean', {
  'one that is due': [due, 'true'],
  'one that is not, or was kept': [
    [
      `update public.gym_closings set erases_at = case state when 'undone' then '2020-01-01'
        else '2099-01-01' end::timestamptz`,
      due,
    ],
    'false',
  ],
  'one that was emptied just now': [
    [due, `update public.gym_closings set emptied_at = now() where state = 'erasing'`, due],
    'false',
  ],
  'one that was emptied before': [[...north, due, aMinuteLater, due], 'true'],
  'who may join it then': [
    [due, `select id from public.gyms where closed_at is null`],
    'north west',
  ],
  'what is left of its own row': [
    [
      `update public.gyms set address = 'x', logo = 'https://x.test/x.png' where id = :gyms.south`,
      due,
      `select concat_ws('/', manager_id, address, logo, 'empty') from public.gyms
        where id = :gyms.south`,
    ],
    'empty',
  ],
  'its shops then': [
    [
      ...[...north, due],
      `select id from public.shops where uninstalled_at = now()::timestamptz(3)`,
    ],
    'north',
  ],
  'behind the others': [
    [
      `insert into public.gym_closings (gym_id, erases_at) values (:gyms.north, '2020-01-01')`,
      // Two who were worked on within a millisecond are in no order.
      ...Array.from({ length: 6 }, () => `select private.close_gyms(1)`),
      `select distinct gym_id from public.memberships where left_at = now()::timestamptz(3)`,
    ],
    'north south',
  ],
  'and nobody else': [
    [
      ...often(2),
      `select id from public.gym_closings where updated_at >= date_trunc('milliseconds', now())`,
    ],
    'south',
  ],
  'who leaves it': [
    [
      ...north,
      ...often(2),
      `select user_id from public.memberships where left_at = now()::timestamptz(3)`,
    ],
    'student fellow instructor manager deputy child grown pending denied',
  ],
  'numbers then': [
    [
      `update public.memberships set external_ref = id where user_id = :users.former`,
      ...north,
      ...often(2),
      `select user_id from public.memberships where external_ref is not null`,
    ],
    '-',
  ],
  'before all have left': [[...north, ...often(2), `select id from public.posts`], posts.join(' ')],
  'when all have left': [[...gone, `select id from public.posts`], 'otherStudent'],
  'its gradings then': [
    [...gone, `select id from public.grading_events where name is not null`],
    'southern',
  ],
  'what is to be looked at again': [
    [
      ...[...north, ...often(2), aMinuteLater, due],
      `select gym_id from public.gym_closings where emptied_at is null`,
    ],
    'north',
  ],
  'what was empty then': [
    [
      ...[...gone, due],
      `select gym_id from public.gym_closings
        where state = 'erasing' and emptied_at = now()::timestamptz(3) and gym_id = :gyms.north`,
    ],
    'north',
  ],
  'what is erased in the end': [
    [
      ...erased,
      `select gym_id from public.gym_closings where erased_at = now()::timestamptz(3)
        and state = 'erased'`,
    ],
    'north',
  ],
});
