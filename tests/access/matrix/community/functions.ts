import type { Subject } from '../../proof/cells.ts';
import { comments, postReports, posts } from '../../world/community.ts';
import { closed } from '../closed.ts';
import { becomeSystem } from '../returning.ts';

const each = (table: string, rows: readonly string[]) =>
  Object.fromEntries(rows.map((row) => [row, `:${table}.${row}`]));
const ofPosts = each('posts', posts);
const ofComments = each('comments', comments);

const addComment: Subject = {
  name: 'private.add_comment(uuid,text)',
  returns: 'SETOF comments',
  probes: {
    say: { sql: `select 'ok' from private.add_comment(:it, 'x')`, each: ofPosts },
    'as themselves': [
      `select private.add_comment(:posts.fellow, 'x')`,
      becomeSystem,
      `select (author_id = :me) || '/' || (select comments from public.post_stats s where s.post_id = c.post_id)
        from public.comments c where created_at = now()::timestamptz(3)`,
    ],
  },
  access: [`
| actor              | say | as themselves |
| anonymous system   | 42501 | 42501 |
| student instructor deputy | north-feed | true/4 |
| manager            | north-feed otherStudent | true/4 |
| guardian           | 42501/guard: north-feed | 42501/guard |
| otherManager       | otherStudent | - |
| otherGuardian      | 42501/guard: otherStudent | - |
| everyone else      | - | - |`],
};

const react = (kind: string, given: boolean, post = ':posts.fellow') =>
  `select replace(concat_ws('/', comments, reactions, my_reactions), ' ', '')
    from private.react(${post}, '${kind}', ${given})`;

const reactFunction: Subject = {
  name: 'private.react(uuid,text,boolean)',
  returns: 'TABLE(comments integer, reactions jsonb, my_reactions jsonb)',
  probes: {
    react: { sql: `select 'ok' from private.react(:it, 'love', true)`, each: ofPosts },
    'take back': react('like', false),
    'give another': react('applause', true),
    'give it again': react('like', true),
    'give and take': [react('love', true), react('love', false)],
    'keeps the others': [
      react('like', true, ':posts.manager'),
      react('like', false),
      becomeSystem,
      `select count(*)::text from public.post_reactions where user_id = :me`,
    ],
    'where nobody did': react('oss', false, ':posts.manager'),
  },
  access: [
    `
| actor              | react |
| anonymous system   | 42501 |
| student instructor deputy | north-feed |
| manager            | north-feed otherStudent |
| guardian           | 42501/guard: north-feed |
| otherManager       | otherStudent |
| otherGuardian      | 42501/guard: otherStudent |
| everyone else      | - |`,
    `
| actor              | take back | give another | give it again | give and take | where nobody did | keeps the others |
| anonymous system   | 42501 | 42501 | 42501 | 42501 | 42501 | 42501 |
| student            | 3/{"like":1}/[] | 3/{"like":2,"applause":1}/["applause","like"] | 3/{"like":2}/["like"] | 3/{"like":2}/["like"] | 0/{}/[] | 1 |
| instructor deputy manager | 3/{"like":2}/[] | 3/{"like":2,"applause":1}/["applause"] | 3/{"like":3}/["like"] | 3/{"like":2}/[] | 0/{}/[] | 1 |
| guardian           | 42501/guard | 42501/guard | 42501/guard | 42501/guard | 42501/guard | 42501/guard |
| everyone else      | - | - | - | - | - | 0 |`,
  ],
};

const trail = [
  becomeSystem,
  `select concat_ws('/', action, e.gym_id = :gyms.north, actor_id = :me, details ->> 'reason',
      (select first_name from public.users where id = e.subject_id))
    from public.audit_events e where action in ('post_removed', 'comment_removed')`,
];
const standing = [
  becomeSystem,
  `select string_agg(r.state || case when r.decided_by = :me then '!' else '' end, '/' order by u.first_name, r.created_at, r.reason, c.id nulls first)
    from public.post_reports r join public.users u on u.id = r.reporter_id
    left join public.comments c on c.id = r.comment_id
    where r.id in (:post_reports.ofPost, :post_reports.ofItsComment, :post_reports.ofInstructor,
      :post_reports.ofComment)`,
];

const removePost: Subject = {
  name: 'private.remove_post(uuid,text)',
  returns: 'SETOF posts',
  probes: {
    remove: { sql: `select 'ok' from private.remove_post(:it, 'x')`, each: ofPosts },
    trail: [`select private.remove_post(:posts.student, 'Rude')`, ...trail],
    'trail of what was removed': [`select private.remove_post(:posts.removed, 'Rude')`, ...trail],
    'what was reported': [`select private.remove_post(:posts.student, 'Rude')`, ...standing],
    'what is there then': [
      `select private.remove_post(:posts.student, 'Rude')`,
      becomeSystem,
      `select concat_ws('/', removed_at = now()::timestamptz(3), removed_by = :me, removed_reason,
          (select count(*) from public.comments c where c.post_id = p.id and c.hidden_at is not null),
          (select count(*) from public.post_edits e where e.post_id = p.id))
        from public.posts p where id = :posts.student`,
    ],
    'what was removed stays':
      `select removed_reason from private.remove_post(:posts.removed, 'Rude')`,
  },
  access: [
    `
| actor              | remove |
| anonymous system   | 42501  |
| instructor deputy  | north-feed scheduled removed |
| manager            | north-feed scheduled removed otherStudent |
| otherManager       | otherStudent |
| everyone else      | -      |`,
    `
| actor              | trail | trail of what was removed | what was reported | what is there then | what was removed stays |
| anonymous system   | 42501 | 42501 | 42501 | 42501 | 42501 |
| instructor manager deputy | post_removed/t/t/Rude/student | - | upheld!/open/open/open | t/t/Rude/2/1 | Unkind |
| everyone else      | - | - | open/open/open/open | 0/1 | - |`,
  ],
};

const removeComment: Subject = {
  name: 'private.remove_comment(uuid,text)',
  returns: 'SETOF comments',
  probes: {
    remove: { sql: `select 'ok' from private.remove_comment(:it, 'x')`, each: ofComments },
    trail: [`select private.remove_comment(:comments.child, 'Rude')`, ...trail],
    'trail of what was removed': [
      `select private.remove_comment(:comments.removed, 'Rude')`,
      ...trail,
    ],
    'what was reported': [`select private.remove_comment(:comments.child, 'Rude')`, ...standing],
    'what is there then': [
      `select private.remove_comment(:comments.student, 'Rude')`,
      becomeSystem,
      `select concat_ws('/', removed_at = now()::timestamptz(3), removed_by = :me, removed_reason,
          (select comments from public.post_stats s where s.post_id = c.post_id))
        from public.comments c where id = :comments.student`,
    ],
    'what was removed stays':
      `select removed_reason from private.remove_comment(:comments.removed, 'Rude')`,
  },
  access: [
    `
| actor              | remove |
| anonymous system   | 42501  |
| instructor deputy  | north-said removed |
| manager            | north-said removed otherStudent |
| otherManager       | otherStudent |
| everyone else      | -      |`,
    `
| actor              | trail | trail of what was removed | what was reported | what is there then | what was removed stays |
| anonymous system   | 42501 | 42501 | 42501 | 42501 | 42501 |
| instructor manager deputy | comment_removed/t/t/Rude/child | - | open/upheld!/open/open | t/t/Rude/2 | Unkind |
| everyone else      | - | - | open/open/open/open | 3 | - |`,
  ],
};

const reportWords: Subject = {
  name: 'private.report_words(uuid,uuid,text)',
  returns: 'SETOF post_reports',
  probes: {
    'a post': { sql: `select 'ok' from private.report_words(:it, null, 'x')`, each: ofPosts },
    'a comment': { sql: `select 'ok' from private.report_words(null, :it, 'x')`, each: ofComments },
    'a comment of another post':
      `select 'ok' from private.report_words(:posts.student, :comments.fellow, 'x')`,
    again: `select reason from private.report_words(:posts.fellow, :comments.fellow, 'x')`,
    'as themselves': [
      `select private.report_words(:posts.manager, null, 'x')`,
      becomeSystem,
      `select (reporter_id = :me)::text from public.post_reports where reason = 'x'`,
    ],
  },
  access: [
    `
| actor              | a post | a comment |
| anonymous system   | 42501  | 42501 |
| student instructor deputy guardian | north-feed | north-said |
| manager            | north-feed otherStudent | north-said otherStudent |
| otherManager otherGuardian | otherStudent | otherStudent |
| everyone else      | -      | - |`,
    `
| actor              | a comment of another post | again | as themselves |
| anonymous system   | 42501 | 42501 | 42501 |
| student            | -     | Rude  | true |
| instructor manager deputy guardian | - | x | true |
| everyone else      | -     | -     | - |`,
  ],
};

const reported = (gym: string, state = 'open', after = 'null, null') =>
  `select id from private.gym_reports(:gyms.${gym}, '${state}', ${after}, 101)`;

const gymReports: Subject = {
  name: 'private.gym_reports(uuid,text,timestamp with time zone,uuid,integer)',
  returns: 'TABLE(id uuid, post_id uuid, comment_id uuid, author_id uuid, first_name text, ' +
    'last_name text, image_url text, is_member boolean, title text, body text, reason text, ' +
    'state text, created_at timestamp with time zone, decided_at timestamp with time zone)',
  probes: {
    north: reported('north'),
    south: reported('south'),
    decided: reported('north', 'dismissed'),
    'the next page': reported('north', 'open', `'2000-01-01', :posts.student`),
    'a page of all': reported('south', 'open', `'2100-01-01', :posts.student`),
    words:
      `select string_agg(concat_ws('/', first_name, title, body), ',' order by first_name, title nulls first, body nulls first)
      from private.gym_reports(:gyms.north, 'open', null, null, 101)
      where id in (:post_reports.ofPost, :post_reports.ofComment, :post_reports.ofGone, :post_reports.ofGoneComment)
      having count(*) > 0`,
  },
  access: [
    `
| actor              | north | south | decided | the next page |
| anonymous system   | 42501 | 42501 | 42501   | 42501 |
| instructor         | ofPost ofComment ofChild ofItsComment ofGone ofGoneComment | - | decided decidedToo | - |
| deputy             | ofPost ofComment ofInstructor ofGone ofGoneComment | - | decided decidedToo | - |
| manager            | ofPost ofComment ofChild ofItsComment ofInstructor ofGone ofGoneComment | ofSouthern | decided decidedToo | - |
| otherManager       | -     | ofSouthern | -  | - |
| everyone else      | -     | -     | -       | - |`,
    `
| actor              | words | a page of all |
| anonymous system   | 42501 | 42501 |
| instructor deputy  | fellow/Oss,student,student,student/student/Armbars! | - |
| manager            | fellow/Oss,student,student,student/student/Armbars! | ofSouthern |
| otherManager       | -     | ofSouthern |
| everyone else      | -     | - |`,
  ],
};

const decide = (report: string, verdict: string, reason = 'null') =>
  `select was || '/' || state from private.decide_report(:post_reports.${report}, '${verdict}', ${reason})`;

const decideReport: Subject = {
  name: 'private.decide_report(uuid,text,text)',
  returns: 'TABLE(was text, state text)',
  probes: {
    dismiss: {
      sql: `select 'ok' from private.decide_report(:it, 'dismissed', null)`,
      each: each('post_reports', postReports),
    },
    'dismiss one': [decide('ofPost', 'dismissed'), ...standing],
    'uphold a post': [decide('ofPost', 'upheld', `'Rude'`), ...standing],
    'uphold a comment': [decide('ofItsComment', 'upheld', `'Rude'`), ...standing],
    'trail of a post': [decide('ofPost', 'upheld', `'Rude'`), ...trail],
    'uphold what is gone': decide('ofGone', 'upheld', `'Rude'`),
    'uphold what was dismissed': decide('decided', 'upheld', `'Rude'`),
    'trail of what was dismissed': [decide('decided', 'upheld', `'Rude'`), ...trail],
    'decide nothing': decide('ofPost', 'open'),
  },
  access: [
    `
| actor              | dismiss |
| anonymous system   | 42501   |
| instructor         | ofPost ofComment ofChild ofItsComment ofGone ofGoneComment decided decidedToo |
| deputy             | ofPost ofComment ofInstructor ofGone ofGoneComment decided decidedToo |
| manager            | all     |
| otherManager       | ofSouthern |
| everyone else      | -       |`,
    `
| actor              | dismiss one | uphold a post | trail of a post | uphold what is gone |
| anonymous system   | 42501 | 42501 | 42501 | 42501 |
| instructor manager deputy | dismissed!/open/open/open | upheld!/open/open/open | post_removed/t/t/Rude/student | open/upheld |
| everyone else      | open/open/open/open | open/open/open/open | - | - |`,
    `
| actor              | uphold a comment | uphold what was dismissed | trail of what was dismissed | decide nothing |
| anonymous system   | 42501 | 42501 | 42501 | 42501 |
| instructor manager | open/upheld!/open/open | dismissed/dismissed | - | 23514 |
| deputy             | open/open/open/open | dismissed/dismissed | - | 23514 |
| everyone else      | open/open/open/open | - | - | - |`,
  ],
};

const search = (gym: string, question: string, after = 'null, null') =>
  `select id from private.search_posts(:gyms.${gym}, '${question}', ${after}, 101)`;

const searchPosts: Subject = {
  name: 'private.search_posts(uuid,text,real,uuid,integer)',
  returns: 'TABLE(id uuid, score real)',
  probes: {
    north: search('north', 'which armbar'),
    south: search('south', 'armbars'),
    'by title': search('north', 'Fellow'),
    'no word': search('north', '?!'),
    'the next page': search('north', 'armbar', '0, :posts.student'),
    'a page of all': search('south', 'armbar', '9, :posts.student'),
    // Its Portuguese stem is the English one of another word.
    'in another language': search('north', 'managos'),
  },
  access: [`
| actor              | north      | south        | by title | no word | the next page | a page of all | in another language |
| anonymous system   | 42501      | 42501        | 42501    | 42501   | 42501 | 42501 | 42501 |
| student instructor deputy guardian | north-feed | - | fellow | - | - | - | - |
| manager            | north-feed | otherStudent | fellow   | -       | - | otherStudent | - |
| otherManager otherGuardian | - | otherStudent | -        | -       | - | otherStudent | - |
| everyone else      | -          | -            | -        | -       | - | - | - |`],
};

const names = (gym: string) =>
  `select user_id from private.member_names(:gyms.${gym}, array(select u from unnest(array[
    :users.student, :users.fellow, :users.former, :users.pending, :users.deleted, :users.child,
    :users.otherStudent, :users.stranger]::uuid[]) u))`;

const memberNames: Subject = {
  name: 'private.member_names(uuid,uuid[])',
  returns: 'TABLE(user_id uuid, first_name text, last_name text, image_url text)',
  probes: { north: names('north'), south: names('south') },
  access: [`
| actor              | north                | south        |
| anonymous system   | 42501                | 42501        |
| student instructor deputy guardian | student fellow child | - |
| manager            | student fellow child | otherStudent |
| otherManager otherGuardian | -            | otherStudent |
| everyone else      | -                    | -            |`],
};

const closedSteps = closed([
  ['hold_open_post(uuid)', 'posts', 'hold_open_post(:posts.fellow)'],
  ['assert_member(uuid)', 'void', 'assert_member(:gyms.north)'],
  ['hold_community(uuid)', 'void', 'hold_community(:users.fellow)'],
  ['erase_community(uuid)', 'void', 'erase_community(:users.fellow)'],
  ['post_lexemes(text,text)', 'tsvector', `post_lexemes('en', 'x')`],
  ['post_query(text,text)', 'tsquery', `post_query('en', 'x')`],
]);

const triggerFunctions = closed(
  [
    ...['count_comment', 'count_reaction', 'drop_edits', 'guard_publication', 'hide_comments'],
    ...['index_post', 'keep_edit', 'note_deletion', 'note_edit'],
  ].map((name) => [`${name}()`, 'trigger', `${name}()`]),
);

export const communityFunctions = [
  ...[addComment, reactFunction, removePost, removeComment, reportWords, gymReports, decideReport],
  ...[searchPosts, memberNames],
  ...[...closedSteps, ...triggerFunctions],
];
