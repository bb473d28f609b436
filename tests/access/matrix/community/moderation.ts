import type { Probe, Subject } from '../../proof/cells.ts';
import { becomeSystem } from '../returning.ts';
import { ofComments, ofPosts, ofReports } from './rows.ts';

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

/** What comes of removing one of them, with what is there then besides. */
const removing = (
  { kind, each, reported, there }: {
    kind: 'post' | 'comment';
    each: typeof ofPosts;
    reported: string;
    there: string;
  },
): Record<string, Probe> => {
  const remove = (row: string) => `select private.remove_${kind}(:${kind}s.${row}, 'Rude')`;
  return {
    remove: { sql: `select 'ok' from private.remove_${kind}(:it, 'x')`, each },
    trail: [remove(reported), ...trail],
    'trail of what was removed': [remove('removed'), ...trail],
    'what was reported': [remove(reported), ...standing],
    'what is there then': [
      remove('student'),
      becomeSystem,
      `select concat_ws('/', removed_at = now()::timestamptz(3), removed_by = :me, removed_reason,
          ${there})
        from public.${kind}s r where id = :${kind}s.student`,
    ],
    'what was removed stays':
      `select removed_reason from private.remove_${kind}(:${kind}s.removed, 'Rude')`,
  };
};

const removePost: Subject = {
  name: 'private.remove_post(uuid,text)',
  returns: 'SETOF posts',
  probes: removing({
    ...{ kind: 'post', each: ofPosts, reported: 'student' },
    there:
      `(select count(*) from public.comments c where c.post_id = r.id and c.hidden_at is not null),
      (select count(*) from public.post_edits e where e.post_id = r.id)`,
  }),
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
  probes: removing({
    ...{ kind: 'comment', each: ofComments, reported: 'child' },
    there: `(select comments from public.post_stats s where s.post_id = r.post_id)`,
  }),
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
      each: ofReports,
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

/** Who takes down what was said, and who is told that it was reported. */
export const moderation = [removePost, removeComment, reportWords, gymReports, decideReport];
