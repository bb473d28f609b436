import { createGym } from '../../../../src/academy/gyms/create-gym.ts';
import { addComment } from '../../../../src/community/comments/add-comment.ts';
import { deleteComment } from '../../../../src/community/comments/delete-comment.ts';
import { updateComment } from '../../../../src/community/comments/update-comment.ts';
import { createPost } from '../../../../src/community/posts/create-post.ts';
import { removePost } from '../../../../src/community/posts/remove-post.ts';
import { updatePost } from '../../../../src/community/posts/update-post.ts';
import { giveReaction } from '../../../../src/community/reactions/react.ts';
import { decideReport } from '../../../../src/community/reports/decide-report.ts';
import { reportPost } from '../../../../src/community/reports/report-words.ts';
import type { CallerContext } from '../../../../src/db/context.ts';
import { memberships } from '../../../../src/db/schema/academy/memberships.ts';
import type { Doors } from '../../../../testkit/door/doors.ts';
import { arrive } from './people.ts';
import type { Write } from './writes.ts';

const words = { title: 'Seminar', body: 'On Saturday', language: 'en' as const };
const rude = { reason: 'Rude' };

/** A gym of somebody else with a post of each, where the person is a member or staff. */
async function talks(door: Doors, person: CallerContext, role: 'STUDENT' | 'MANAGER' = 'STUDENT') {
  const other = await arrive(door);
  const body = { name: 'Dojo', address: null, logo: null, since: null, timezone: 'UTC' };
  const { id: gym_id } = await createGym(other, { body });
  await door.asSystem('erasure test').insert(memberships).values({
    ...{ user_id: person.caller.userId, gym_id, role, approved_at: new Date() },
  });
  const [mine, theirs] = [
    await createPost(person, { gym_id, body: words }),
    await createPost(other, { gym_id, body: words }),
  ];
  return { other, gym_id, mine: mine.id, theirs: theirs.id };
}

/** Writes of and about whoever is erased meanwhile, also by others under their posts. */
export const communityWrites: Record<string, Write> = {
  'a post': async (door, person) => {
    const { gym_id } = await talks(door, person);
    return () => createPost(person, { gym_id, body: words });
  },
  'other words of a post': async (door, person) => {
    const { mine } = await talks(door, person);
    const body = () => ({ body: crypto.randomUUID() });
    return () => updatePost(person, { post_id: mine, body: body(), version: undefined });
  },
  'a comment, others under the own post': async (door, person) => {
    const { other, mine, theirs } = await talks(door, person);
    return () =>
      Promise.all([
        addComment(person, { post_id: theirs, body: { body: 'Oss' } }),
        addComment(other, { post_id: mine, body: { body: 'Oss' } }).catch(() => {}),
      ]);
  },
  'other words of a comment': async (door, person) => {
    const { other, mine, theirs } = await talks(door, person);
    const own = await addComment(person, { post_id: theirs, body: { body: 'Oss' } });
    const said = await addComment(other, { post_id: mine, body: { body: 'Oss' } });
    const body = () => ({ body: crypto.randomUUID() });
    return () =>
      Promise.all([
        updateComment(person, { comment_id: own.id, body: body(), version: undefined }),
        deleteComment(other, { comment_id: said.id }).catch(() => {}),
      ]);
  },
  'a reaction and a report': async (door, person) => {
    const { other, mine, theirs } = await talks(door, person);
    return () =>
      Promise.all([
        giveReaction(person, { post_id: theirs, kind: 'oss' }),
        reportPost(person, { post_id: theirs, body: rude }),
        giveReaction(other, { post_id: mine, kind: 'oss' }).catch(() => {}),
      ]);
  },
  'a post that staff take down': async (door, person) => {
    const { other, mine } = await talks(door, person);
    return () => removePost(other, { post_id: mine, body: rude });
  },
  'what staff take down and decide': async (door, person) => {
    const { other, theirs } = await talks(door, person, 'MANAGER');
    const { id } = await reportPost(other, { post_id: theirs, body: rude });
    return () => decideReport(person, { report_id: id, body: { state: 'upheld', ...rude } });
  },
};
