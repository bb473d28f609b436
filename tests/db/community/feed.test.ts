import process from 'node:process';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createGym } from '../../../src/academy/gyms/create-gym.ts';
import { addComment } from '../../../src/community/comments/add-comment.ts';
import { deleteComment } from '../../../src/community/comments/delete-comment.ts';
import { createPost } from '../../../src/community/posts/create-post.ts';
import { deletePost } from '../../../src/community/posts/delete-post.ts';
import { listPosts } from '../../../src/community/posts/list-posts.ts';
import { removePost } from '../../../src/community/posts/remove-post.ts';
import { giveReaction, takeReactionBack } from '../../../src/community/reactions/react.ts';
import type { CallerContext } from '../../../src/db/context.ts';
import type { Position } from '../../../src/db/keyset.ts';
import { useDoor } from '../../../testkit/database/door.ts';
import { arrive } from '../erasure/support/people.ts';

const under = useDoor({ poolSize: 6 });
const RUNS = Number(process.env.PROOF_ROUNDS ?? 6);

let manager: CallerContext;
beforeAll(async () => {
  manager = await arrive(under.door);
});

const found = async () =>
  (await createGym(manager, {
    body: { name: 'Dojo', address: null, logo: null, since: null, timezone: 'UTC' },
  })).id;
const words = (title: string) => ({ title, body: 'x', language: 'en' as const });

/** Reads a feed to its end, page by page, with what is done between two pages. */
async function readAll(gym_id: string, limit: number, between: () => Promise<unknown>) {
  const ids: string[] = [];
  let after: Position | undefined;
  do {
    const { items, next } = await listPosts(manager, { gym_id, page: { limit, after } });
    ids.push(...items.map(({ id }) => id));
    after = next ?? undefined;
    await between();
  } while (after);
  return ids;
}

describe('a feed', () => {
  it('skips and repeats nothing of what stays, whatever is written and taken away', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 4, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 99 })),
        async (size, limit, chance) => {
          const gym_id = await found();
          // Several share a millisecond, so that the id has to break the tie.
          const before = await Promise.all(
            Array.from(
              { length: size },
              (_, n) => createPost(manager, { gym_id, body: words(`post ${n}`) }),
            ),
          );
          const standing = new Set(before.map(({ id }) => id));
          const gone = new Set<string>();
          const next = () => chance.next().value as number;
          const disturb = () => {
            const [one, other] = [...standing];
            const deeds: Promise<unknown>[] = [
              createPost(manager, { gym_id, body: words('new') }),
              createPost(manager, { gym_id, body: words('newer') }),
            ];
            if (one && next() < 60) {
              standing.delete(one);
              gone.add(one);
              deeds.push(deletePost(manager, { post_id: one }));
            }
            if (other && next() < 30) {
              standing.delete(other);
              gone.add(other);
              deeds.push(removePost(manager, { post_id: other, body: { reason: 'x' } }));
            }
            return Promise.all(deeds);
          };
          let writing = disturb();
          const read = await readAll(gym_id, limit, () => {
            const last = writing;
            writing = last.then(disturb);
            return next() < 50 ? last : Promise.resolve();
          });
          await writing;
          expect(new Set(read).size).toBe(read.length);
          expect(read.filter((id) => standing.has(id)).length).toBe(standing.size);
          const order = new Map(before.map(({ id, published_at }) => [id, published_at!]));
          const kept = read.filter((id) => order.has(id));
          expect(kept).toEqual(
            [...kept].sort((a, b) =>
              order.get(b)!.getTime() - order.get(a)!.getTime() || (a < b ? 1 : -1)
            ),
          );
          const then = await readAll(gym_id, 100, () => Promise.resolve());
          expect(then.filter((id) => gone.has(id))).toEqual([]);
        },
      ),
      { numRuns: RUNS },
    );
  }, 30_000 + 5_000 * RUNS);

  it('counts what there is, whoever comments and reacts at once', async () => {
    const gym_id = await found();
    const { id: post_id } = await createPost(manager, { gym_id, body: words('Busy') });
    const all = await Promise.allSettled(Array.from({ length: 24 }, async (_, n) => {
      const said = await addComment(manager, { post_id, body: { body: `${n}` } });
      await giveReaction(manager, { post_id, kind: n % 2 ? 'oss' : 'like' });
      if (n % 3 === 0) await deleteComment(manager, { comment_id: said.id });
      if (n % 4 === 0) await takeReactionBack(manager, { post_id, kind: 'like' });
    }));
    expect(all.filter(({ status }) => status === 'rejected')).toEqual([]);
    const { items: [post] } = await listPosts(manager, {
      gym_id,
      page: { limit: 1, after: undefined },
    });
    const [recount] = await under.admin`
      select (select count(*)::int from comments c
          where c.post_id = ${post_id} and deleted_at is null) as comments,
        (select count(*)::int from post_reactions r
          where r.post_id = ${post_id} and kind = 'like') as like,
        (select count(*)::int from post_reactions r
          where r.post_id = ${post_id} and kind = 'oss') as oss`;
    expect(recount).toMatchObject({ comments: 16, oss: 1 });
    expect(post).toMatchObject({
      comments: recount!.comments,
      reactions: { like: recount!.like, oss: 1, love: 0, applause: 0 },
    });
  });

  it('is found by words through the index', async () => {
    const plan = await under.admin.begin(async (sql) => {
      await sql`set local enable_seqscan = off`;
      return await sql`explain select id from posts
        where audience && array[${await found()}]::uuid[] and search_vector @@ 'armbar'`;
    });
    expect(JSON.stringify(plan)).toContain('posts_search_index');
  });
});
