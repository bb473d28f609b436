import type { Subject } from '../../proof/cells.ts';
import { closed } from '../closed.ts';
import { becomeSystem } from '../returning.ts';
import { moderation } from './moderation.ts';
import { ofPosts } from './rows.ts';

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
  ...[addComment, reactFunction, ...moderation, searchPosts, memberNames],
  ...[...closedSteps, ...triggerFunctions],
];
