import type postgres from 'postgres';
import type { Person } from './actors.ts';
import { idOf } from './ids.ts';

type Columns = Record<string, string | null>;
const TO_COME = '2100-01-01T00:00:00Z';
const removed = (at: string) => ({
  ...{ removed_at: at, removed_by: idOf('users.deputy'), removed_reason: 'Unkind' },
});

/** Posts: the row's name, its gym, its author, and how it differs from one published long ago. */
const written = (past: string): [name: string, gym: string, by: Person, columns: Columns][] => [
  ['fellow', 'north', 'fellow', {}],
  ['student', 'north', 'student', {}],
  ['instructor', 'north', 'instructor', {}],
  ['manager', 'north', 'manager', {}],
  ['former', 'north', 'former', {}],
  ['child', 'north', 'child', {}],
  ['otherStudent', 'south', 'otherStudent', {}],
  ['draft', 'north', 'student', { published_at: null }],
  ['drafted', 'north', 'instructor', { published_at: null }],
  ['scheduled', 'north', 'student', { published_at: TO_COME }],
  ['removed', 'north', 'student', removed(past)],
  ['gone', 'north', 'student', { deleted_at: past }],
];

/** Comments: the row's name, its post, its author, and how it differs. */
const said = (past: string): [name: string, under: string, by: Person, columns: Columns][] => [
  ['fellow', 'fellow', 'fellow', {}],
  ['student', 'fellow', 'student', {}],
  ['former', 'fellow', 'former', {}],
  ['instructor', 'student', 'instructor', {}],
  ['child', 'student', 'child', {}],
  ['otherStudent', 'otherStudent', 'otherStudent', {}],
  ['removed', 'fellow', 'student', removed(past)],
  ['gone', 'fellow', 'student', { deleted_at: past }],
  ['hidden', 'removed', 'student', { hidden_at: past }],
];

const reactions: [name: string, to: string][] = [
  ['student', 'fellow'],
  ['fellow', 'fellow'],
  ['otherStudent', 'otherStudent'],
];

/** Reports: the row's name, by whom, of which post, and of which comment under it. */
const reports: [name: string, by: Person, post: string, comment?: string][] = [
  ['ofSouthern', 'otherStudent', 'otherStudent'],
  ['ofPost', 'fellow', 'student'],
  ['ofComment', 'student', 'fellow', 'fellow'],
  ['ofChild', 'student', 'child'],
  ['ofItsComment', 'fellow', 'student', 'child'],
  ['ofInstructor', 'student', 'instructor'],
  ['decided', 'student', 'fellow'],
  ['decidedToo', 'manager', 'fellow', 'student'],
  ['ofGone', 'fellow', 'gone'],
  ['ofGoneComment', 'fellow', 'fellow', 'gone'],
];

export const posts = written('').map(([name]) => name);
export const comments = said('').map(([name]) => name);
/** Whoever was commented or reacted to. */
export const postStats = ['fellow', 'student', 'removed', 'otherStudent'];
export const postReactions = reactions.map(([name]) => name);
export const postReports = reports.map(([name]) => name);
export const postEdits = ['ofPost', 'ofComment', 'ofSouthern'];

export const communitySets = {
  'north-feed': ['student', 'fellow', 'instructor', 'manager', 'former', 'child'],
  'north-said': ['student', 'fellow', 'former', 'instructor', 'child'],
};

export async function populateCommunity(tx: postgres.TransactionSql, past: string): Promise<void> {
  const times = { created_at: past, updated_at: past };
  const gymOf = new Map(written(past).map(([name, gym]) => [name, idOf(`gyms.${gym}`)]));
  const post = (name: string) => ({ post_id: idOf(`posts.${name}`), gym_id: gymOf.get(name)! });

  for (const [name, gym, by, columns] of written(past)) {
    await tx`insert into posts ${
      tx({
        ...{ id: idOf(`posts.${name}`), gym_id: idOf(`gyms.${gym}`), ...times },
        ...{ author_id: idOf(`users.${by}`), title: name, body: 'Armbars!' },
        ...{ language: 'en', published_at: past, ...columns },
      })
    }`;
  }
  for (const [name, under, by, columns] of said(past)) {
    await tx`insert into comments ${
      tx({
        ...{ id: idOf(`comments.${name}`), ...post(under), ...times },
        ...{ author_id: idOf(`users.${by}`), body: 'Oss', ...columns },
      })
    }`;
  }
  for (const [name, to] of reactions) {
    await tx`insert into post_reactions ${
      tx({
        ...{ id: idOf(`post_reactions.${name}`), ...post(to), kind: 'like', created_at: past },
        user_id: idOf(`users.${name}`),
      })
    }`;
  }
  for (const [name, by, of, comment] of reports) {
    await tx`insert into post_reports ${
      tx({
        ...{ id: idOf(`post_reports.${name}`), ...post(of), ...times, reason: 'Rude' },
        ...{ comment_id: comment ? idOf(`comments.${comment}`) : null },
        reporter_id: idOf(`users.${by}`),
      })
    }`;
  }
  await tx`alter table post_reports disable trigger post_reports_touch`;
  for (const [name, by] of [['decided', 'deputy'], ['decidedToo', 'instructor']] as const) {
    await tx`update post_reports
      set state = 'dismissed', decided_at = ${past}, decided_by = ${idOf(`users.${by}`)}
      where id = ${idOf(`post_reports.${name}`)}`;
  }
  await tx`alter table post_reports enable trigger post_reports_touch`;

  const edit = (name: string, gym: string, by: Person, of: Columns) =>
    tx`insert into post_edits ${
      tx({
        ...{ id: idOf(`post_edits.${name}`), gym_id: idOf(`gyms.${gym}`), created_at: past },
        ...{ author_id: idOf(`users.${by}`), body: 'Before', ...of },
      })
    }`;
  await edit('ofPost', 'north', 'student', { post_id: idOf('posts.student'), title: 'Before' });
  await edit('ofComment', 'north', 'fellow', { comment_id: idOf('comments.fellow') });
  await edit('ofSouthern', 'south', 'otherStudent', {
    ...{ post_id: idOf('posts.otherStudent'), title: 'Before' },
  });
}
