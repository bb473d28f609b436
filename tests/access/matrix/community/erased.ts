import type { Probe } from '../../proof/cells.ts';

const erase = (who: string) => `select from private.erase_user(:users.${who}, '2100-01-01')`;

/** What an erasure leaves of what was said in a gym: the subject is `private.erase_user`. */
export const ofCommunity: Record<string, Probe> = {
  'posts then': [erase('student'), `select id from public.posts`],
  'comments then': [erase('student'), `select id from public.comments`],
  'reactions then': [erase('student'), `select id from public.post_reactions`],
  'reactions counted then': [
    erase('student'),
    `select replace(concat_ws('/', comments, reactions), ' ', '') from public.post_stats
      where post_id = :posts.fellow`,
  ],
  'reported then': [erase('student'), `select id from public.post_reports`],
  'reported of them then': [erase('fellow'), `select id from public.post_reports`],
  'taken down then': [
    erase('deputy'),
    `select id from public.posts where removed_at is not null and removed_by is null`,
  ],
  'taken down by others': [
    erase('instructor'),
    `select id from public.posts where removed_at is not null and removed_by is null`,
  ],
  'comments taken down then': [
    erase('deputy'),
    `select id from public.comments where removed_at is not null and removed_by is null`,
  ],
  'comments taken down by others': [
    erase('instructor'),
    `select id from public.comments where removed_at is not null and removed_by is null`,
  ],
  'decided then': [
    erase('deputy'),
    `select id from public.post_reports where decided_at is not null and decided_by is null`,
  ],
};

export const communityErased = [
  `
| actor         | posts then | comments then | reactions then | reactions counted then |
| system        | fellow instructor manager former child otherStudent drafted | fellow former otherStudent | fellow otherStudent | 2/{"like":1} |
| everyone else | 42501 | 42501 | 42501 | 42501 |`,
  `
| actor         | reported then | reported of them then | taken down then | taken down by others |
| system        | ofSouthern | ofChild ofInstructor ofSouthern | removed | - |
| everyone else | 42501 | 42501 | 42501 | 42501 |`,
  `
| actor         | comments taken down then | comments taken down by others | decided then |
| system        | removed | - | decided |
| everyone else | 42501 | 42501 | 42501 |`,
];
