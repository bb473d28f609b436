import type { Subject } from '../../proof/cells.ts';
import { comments as rows, postReactions, postReports } from '../../world/community.ts';
import { becomeSystem, touched } from '../returning.ts';

const change = (what: string) => `update public.comments set ${what} where id = :row`;
const counts = [
  becomeSystem,
  `select string_agg(s.comments::text, '/' order by p.title)
    from public.post_stats s join public.posts p on p.id = s.post_id`,
];

/** Comments: members and guardians read what is under the feed, authors all of their own. */
const comments: Subject = {
  name: 'public.comments',
  rows,
  updatable: ['body', 'deleted_at'],
  probes: {
    select: 'select * from public.comments',
    insert: `insert into public.comments (gym_id, post_id, author_id, body)
      values (:gyms.north, :posts.fellow, :me, 'x') returning 'ok'`,
    update: `${change(`body = 'x'`)} ${touched}`,
    'delete softly': `with changed as (${
      change(`deleted_at = '2000-01-01'`)
    } returning deleted_at as at)
      select 'ok' from changed where at > now() - interval '1 second'`,
    'what was there': [
      `update public.comments set body = 'New' where id = :comments.student`,
      becomeSystem,
      `select concat_ws('/', e.title, e.body, c.edited_at = now()::timestamptz(3), e.author_id = c.author_id)
        from public.post_edits e join public.comments c on c.id = e.comment_id
        where c.id = :comments.student`,
    ],
    'what goes with it': [
      `update public.comments set body = 'New' where id = :comments.student`,
      `update public.comments set deleted_at = now() where id = :comments.student`,
      becomeSystem,
      `select (select count(*) from public.post_edits where comment_id = c.id) || '/' || s.comments
        from public.comments c join public.post_stats s on s.post_id = c.post_id
        where c.id = :comments.student and c.deleted_at is not null`,
    ],
    'counted when changed': [
      `update public.comments set body = 'New' where id = :comments.student`,
      ...counts,
    ],
    'counted when it stays': [
      `update public.comments set deleted_at = null where id = :comments.student`,
      ...counts,
    ],
    'counted when gone': [`delete from public.comments where id = :comments.student`, ...counts],
    'counted when long gone': [`delete from public.comments where id = :comments.gone`, ...counts],
    delete: `delete from public.comments where id = :row returning 'ok'`,
    'delete blindly': 'delete from public.comments',
    truncate: 'truncate public.comments',
  },
  access: [
    `
| actor         | delete blindly |
| system        | ×9 |
| everyone else | 42501 |`,

    `
| actor             | select | insert | delete | truncate |
| anonymous         | 42501  | 42501  | 42501  | 42501 |
| student           | north-said removed gone hidden | 42501 | 42501 | 42501 |
| instructor deputy guardian | north-said | 42501 | 42501 | 42501 |
| manager           | north-said otherStudent | 42501 | 42501 | 42501 |
| former            | former | 42501  | 42501  | 42501 |
| otherManager otherGuardian | otherStudent | 42501 | 42501 | 42501 |
| system            | all    | ok     | all    | 42501 |
| everyone else     | -      | 42501  | 42501  | 42501 |`,
    `
| actor         | update | delete softly | what was there | what goes with it |
| anonymous     | 42501  | 42501         | 42501          | 42501 |
| student       | student | student      | Oss/t/t        | 0/2 |
| instructor    | instructor | instructor | -             | - |
| former        | 42501/rls: former | former | -          | - |
| system | all | all · -: gone | Oss/t/t        | 0/2 |
| everyone else | -      | -             | -              | - |`,
    `
| actor         | counted when changed | counted when it stays | counted when gone | counted when long gone |
| anonymous     | 42501   | 42501   | 42501   | 42501   |
| system        | 3/1/1/2 | 3/1/1/2 | 2/1/1/2 | 3/1/1/2 |
| everyone else | 3/1/1/2 | 3/1/1/2 | 42501   | 42501   |`,
  ],
};

const reacted = [
  becomeSystem,
  `select replace(string_agg(s.reactions::text, '/' order by p.title), ' ', '')
    from public.post_stats s join public.posts p on p.id = s.post_id
    where p.id in (:posts.fellow, :posts.otherStudent)`,
];

/** Reactions: everyone sees their own, and how many there are. */
const reactions: Subject = {
  name: 'public.post_reactions',
  rows: postReactions,
  probes: {
    select: 'select * from public.post_reactions',
    insert: `insert into public.post_reactions (gym_id, post_id, user_id, kind)
      values (:gyms.north, :posts.manager, :me, 'like') returning 'ok'`,
    update: `update public.post_reactions set kind = 'love' where id = :row returning 'ok'`,
    delete: `delete from public.post_reactions where id = :row returning 'ok'`,
    truncate: 'truncate public.post_reactions',
    'counted when one more': [
      `insert into public.post_reactions (gym_id, post_id, user_id, kind)
        values (:gyms.north, :posts.fellow, :users.manager, 'like'),
          (:gyms.north, :posts.fellow, :users.manager, 'oss')`,
      ...reacted,
    ],
    'counted when one less': [
      `delete from public.post_reactions where id = :post_reactions.fellow`,
      ...reacted,
    ],
    'counted when none is left': [
      `delete from public.post_reactions where post_id = :posts.fellow`,
      ...reacted,
    ],
    'delete blindly': 'delete from public.post_reactions',
  },
  access: [
    `
| actor         | counted when one more | counted when one less | counted when none is left | delete blindly |
| system        | {"oss":1,"like":3}/{"like":1} | {"like":1}/{"like":1} | {}/{"like":1} | ×3 |
| everyone else | 42501 | 42501 | 42501 | 42501 |`,
    `
| actor         | select | insert | update | delete | truncate |
| anonymous     | 42501  | 42501  | 42501  | 42501  | 42501 |
| student       | own    | 42501  | 42501  | 42501  | 42501 |
| system        | all    | ok     | all    | all    | 42501 |
| everyone else | -      | 42501  | 42501  | 42501  | 42501 |`,
  ],
};

/** Reports: seen by who made them, and by nobody else. */
const reports: Subject = {
  name: 'public.post_reports',
  rows: postReports,
  probes: {
    select: 'select * from public.post_reports',
    insert: `insert into public.post_reports (gym_id, post_id, reporter_id, reason)
      values (:gyms.north, :posts.manager, :me, 'x') returning 'ok'`,
    'insert decided':
      `insert into public.post_reports (gym_id, post_id, reporter_id, reason, state, decided_at)
      values (:gyms.north, :posts.manager, :me, 'x', 'upheld', now()) returning 'ok'`,
    update: `update public.post_reports set reason = 'x' where id = :row ${touched}`,
    'open again': `update public.post_reports set state = 'open', decided_at = null
      where id = :post_reports.decided returning 'ok'`,
    delete: `delete from public.post_reports where id = :row returning 'ok'`,
    'delete blindly': 'delete from public.post_reports',
    truncate: 'truncate public.post_reports',
  },
  access: [
    `
| actor         | delete blindly |
| system        | ×10 |
| everyone else | 42501 |`,
    `
| actor         | select | insert | insert decided | update | open again | delete | truncate |
| anonymous     | 42501  | 42501  | 42501          | 42501  | 42501      | 42501  | 42501 |
| student       | ofComment ofChild ofInstructor decided | 42501 | 42501 | 42501 | 42501 | 42501 | 42501 |
| manager       | decidedToo | 42501 | 42501        | 42501  | 42501      | 42501  | 42501 |
| system        | all    | ok     | 23514          | all    | 23514      | all    | 42501 |
| everyone else | -      | 42501  | 42501          | 42501  | 42501      | 42501  | 42501 |`,
  ],
};

export const conversationTables = [comments, reactions, reports];
