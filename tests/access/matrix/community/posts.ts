import type { Subject } from '../../proof/cells.ts';
import { postEdits, posts as rows, postStats } from '../../world/community.ts';
import { becomeSystem, clockOf, touched } from '../returning.ts';

const columns = '(gym_id, author_id, title, body, language, published_at';
const of = (gym: string, by = ':me', published = 'now()') =>
  `values (:gyms.${gym}, ${by}, 'x', 'x', 'en', ${published}`;
/** Whose clock says when it was published. */
const publication = `returning case when published_at > now() then 'later'
  when published_at > now() - interval '1 second' then 'now' else 'backdated' end`;
/** Reached where the clock was the database's. */
const inTime = (change: string, column: string) =>
  `with changed as (${change} returning ${column} as at)
    select 'ok' from changed where at > now() - interval '1 second'`;
const change = (what: string) => `update public.posts set ${what} where id = :row`;

/**
 * Posts: members and guardians read the feed, authors also what is not in it, and staff what is
 * scheduled or was removed. Members write in their own name; who left may still delete.
 */
const posts: Subject = {
  name: 'public.posts',
  rows,
  updatable: ['title', 'body', 'language', 'published_at', 'deleted_at'],
  probes: {
    select: 'select * from public.posts',
    make: {
      sql: `insert into public.posts :it) returning 'ok'`,
      each: {
        published: `${columns}) ${of('north')}`,
        draft: `${columns}) ${of('north', ':me', 'null')}`,
        'in-another-name': `${columns}) ${of('north', ':users.fellow')}`,
        southern: `${columns}) ${of('south')}`,
        edited: `${columns}, edited_at) ${of('north')}, now()`,
        deleted: `${columns}, deleted_at) ${of('north')}, now()`,
        'removed-by': `${columns}, removed_by) ${of('north')}, :users.deputy`,
        removed: `${columns}, removed_at, removed_reason) ${of('north')}, now(), 'x'`,
      },
    },
    'make backdated': `insert into public.posts ${columns}, created_at)
      ${of('north')}, '2000-01-01') ${clockOf('created_at')}`,
    'make post-dated': `insert into public.posts ${columns}, updated_at)
      ${of('north')}, '2000-01-01') ${clockOf('updated_at')}`,
    'publish in the past': `insert into public.posts ${columns})
      ${of('north', ':me', `'2000-01-01'`)}) ${publication}`,
    schedule: `insert into public.posts ${columns})
      ${of('north', ':me', `'2100-01-01'`)}) ${publication}`,
    update: `${change(`body = 'x'`)} ${touched}`,
    'delete softly': inTime(change(`deleted_at = '2000-01-01'`), 'deleted_at'),
    'delete not at all': [
      `update public.posts set deleted_at = null where id = :posts.student`,
      becomeSystem,
      `select coalesce(deleted_at::text, 'kept') from public.posts where id = :posts.student`,
    ],
    move: inTime(change(`published_at = '2000-01-01'`), 'published_at'),
    'move to later': `${change(`published_at = '2101-01-01'`)} returning 'ok'`,
    'publish again': `with changed as (
        update public.posts set published_at = published_at where id = :posts.student
        returning published_at as at
      ) select case when at < '2021-01-01' then 'same' else 'anew' end from changed`,
    'words while scheduled': [
      `update public.posts set body = 'x', published_at = published_at where id = :posts.scheduled`,
      becomeSystem,
      `select (edited_at is null and updated_at > created_at)::text from public.posts
        where id = :posts.scheduled and body = 'x'`,
    ],
    'what was there': [
      `update public.posts set title = 'New' where id = :posts.student`,
      becomeSystem,
      `select concat_ws('/', e.title, e.body, p.edited_at = now()::timestamptz(3), e.author_id = p.author_id, e.gym_id = p.gym_id)
        from public.post_edits e join public.posts p on p.id = e.post_id
        where p.id = :posts.student and e.created_at > '2021-01-01'`,
    ],
    'what was drafted': [
      `update public.posts set title = 'New' where id = :posts.draft`,
      becomeSystem,
      `select coalesce(edited_at::text, 'never') || '/' || (select count(*) from public.post_edits where post_id = p.id)
        from public.posts p where id = :posts.draft and title = 'New'`,
    ],
    'what goes with it': [
      `update public.posts set deleted_at = now() where id = :posts.student`,
      becomeSystem,
      `select (select count(*) from public.post_edits where post_id = p.id) || '/' ||
          (select count(*) from public.comments
            where post_id = p.id and hidden_at = now()::timestamptz(3)) || '/' ||
          (select count(*) from public.comments where hidden_at is not null) || '/' ||
          (select count(*) from public.post_edits)
        from public.posts p where id = :posts.student and deleted_at is not null`,
    ],
    'found when reworded': [
      `update public.posts set body = 'Kimura' where id = :posts.student`,
      becomeSystem,
      `select id from public.posts where search_vector @@ 'kimura'`,
    ],
    'made up': `insert into public.posts ${columns}, search_vector) ${of('north')}, 'kimura')
      returning case when search_vector @@ 'kimura' then 'made-up' else 'computed' end`,
    'in its language': [
      `update public.posts set body = 'Reuniões', language = 'pt' where id = :posts.student`,
      becomeSystem,
      `select array_to_string(tsvector_to_array(search_vector), '/') from public.posts
        where id = :posts.student and body = 'Reuniões'`,
    ],
    'delete row': `delete from public.posts where id = :row returning 'ok'`,
    'delete blindly': 'delete from public.posts',
    truncate: 'truncate public.posts',
  },
  access: [
    `
| actor         | delete not at all |
| anonymous     | 42501             |
| everyone else | kept              |`,
    `
| actor         | delete blindly |
| system        | ×12 |
| everyone else | 42501 |`,

    `
| actor             | select | delete row | truncate |
| anonymous         | 42501  | 42501      | 42501        |
| student           | north-feed draft scheduled removed gone | 42501 | 42501 |
| instructor        | north-feed scheduled removed drafted | 42501 | 42501 |
| manager           | north-feed scheduled removed otherStudent | 42501 | 42501 |
| deputy            | north-feed scheduled removed | 42501 | 42501 |
| guardian          | north-feed | 42501 | 42501 |
| former            | former | 42501 | 42501 |
| otherManager otherGuardian | otherStudent | 42501 | 42501 |
| system            | all    | all        | 42501        |
| everyone else     | -      | 42501      | 42501        |`,
    `
| actor             | make | make backdated | make post-dated | publish in the past | schedule |
| anonymous         | 42501 | 42501 | 42501 | 42501 | 42501 |
| student instructor deputy | published draft · 42501/rls: in-another-name southern edited deleted removed removed-by | now | now | now | later |
| manager           | published draft southern · 42501/rls: in-another-name edited deleted removed removed-by | now | now | now | later |
| otherManager      | southern · 42501/rls: published draft in-another-name edited deleted removed removed-by | 42501/rls | 42501/rls | 42501/rls | 42501/rls |
| deleted           | 42501/guard: published draft southern edited deleted removed removed-by · 42501/rls: in-another-name | 42501/guard | 42501/guard | 42501/guard | 42501/guard |
| system            | all | backdated | backdated | backdated | later |
| everyone else     | 42501/rls: all | 42501/rls | 42501/rls | 42501/rls | 42501/rls |`,
    `
| actor             | update | delete softly | move | move to later |
| anonymous         | 42501  | 42501         | 42501 | 42501 |
| student           | student draft scheduled | student draft scheduled | 23514: student · draft scheduled | 23514: student · draft scheduled |
| instructor        | instructor drafted | instructor drafted | 23514: instructor · drafted | 23514: instructor · drafted |
| manager           | manager | manager | 23514: manager | 23514: manager |
| former            | 42501/rls: former | former | 23514: former | 23514: former |
| system | all | all · -: gone | 23514: all · -: draft drafted scheduled | 23514: all · draft drafted scheduled |
| everyone else     | - | - | - | - |`,
    `
| actor         | words while scheduled | what was there | what was drafted | what goes with it | found when reworded | in its language | made up | publish again |
| anonymous     | 42501 | 42501 | 42501 | 42501 | 42501 | 42501 | 42501 | 42501 |
| student       | true | student/Armbars!/t/t/t | never/0 | 0/2/3/2 | student | reunia/reuniã/student | computed | same |
| instructor manager deputy | - | - | - | - | - | - | computed | - |
| deleted | - | - | - | - | - | - | 42501/guard | - |
| system        | true | student/Armbars!/t/t/t | never/0 | 0/2/3/2 | student | reunia/reuniã/student | computed | same |
| everyone else | - | - | - | - | - | - | 42501/rls | - |`,
  ],
};

const edits: Subject = {
  name: 'public.post_edits',
  rows: postEdits,
  probes: {
    select: 'select * from public.post_edits',
    insert: `insert into public.post_edits (gym_id, author_id, post_id, body)
      values (:gyms.north, :me, :posts.student, 'x') returning 'ok'`,
    update: `update public.post_edits set body = 'x' where id = :row returning 'ok'`,
    delete: `delete from public.post_edits where id = :row returning 'ok'`,
    'delete blindly': 'delete from public.post_edits',
    truncate: 'truncate public.post_edits',
  },
  access: [
    `
| actor         | delete blindly |
| system        | ×3 |
| everyone else | 42501 |`,
    `
| actor             | select | insert | update | delete | truncate |
| anonymous         | 42501  | 42501  | 42501  | 42501  | 42501 |
| student           | ofPost | 42501  | 42501  | 42501  | 42501 |
| instructor deputy | ofPost ofComment | 42501 | 42501 | 42501 | 42501 |
| manager           | all    | 42501  | 42501  | 42501  | 42501 |
| otherManager      | ofSouthern | 42501 | 42501 | 42501 | 42501 |
| system            | all    | ok     | all    | all    | 42501 |
| everyone else     | -      | 42501  | 42501  | 42501  | 42501 |`,
  ],
};

const stats: Subject = {
  name: 'public.post_stats',
  rows: postStats,
  key: 'post_id',
  ids: 'posts',
  probes: {
    select: 'select * from public.post_stats',
    counted:
      "select replace(concat_ws('/', comments, reactions), ' ', '') from public.post_stats where post_id = :posts.fellow",
    insert: `insert into public.post_stats (gym_id, post_id)
      values (:gyms.north, :posts.manager) returning 'ok'`,
    update: `update public.post_stats set comments = 9 where post_id = :row returning 'ok'`,
    delete: `delete from public.post_stats where post_id = :row returning 'ok'`,
    'delete blindly': 'delete from public.post_stats',
    truncate: 'truncate public.post_stats',
  },
  access: [
    `
| actor         | delete blindly |
| system        | ×4 |
| everyone else | 42501 |`,
    `
| actor             | select | counted | insert | update | delete | truncate |
| anonymous         | 42501  | 42501   | 42501  | 42501  | 42501  | 42501 |
| student instructor deputy guardian | fellow student removed | 3/{"like":2} | 42501 | 42501 | 42501 | 42501 |
| manager           | all    | 3/{"like":2} | 42501 | 42501 | 42501 | 42501 |
| otherManager otherGuardian | otherStudent | - | 42501 | 42501 | 42501 | 42501 |
| system            | all    | 3/{"like":2} | ok | all | all | 42501 |
| everyone else     | -      | -       | 42501  | 42501  | 42501  | 42501 |`,
  ],
};

export const postTables = [posts, edits, stats];
