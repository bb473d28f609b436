import type postgres from 'postgres';
import { idOf } from '../chance.ts';
import type { Days } from '../days.ts';
import type { GymKey } from '../gyms.ts';
import { POSTS } from '../posts.ts';

/** Puts posts, comments, reactions and a report into the gyms, by whoever belongs to them by then. */
export async function seedPosts(
  tx: postgres.TransactionSql,
  days: Days,
  firstGym: string,
): Promise<void> {
  const gyms: Record<GymKey, string> = {
    ...{ sao_paulo: firstGym, lisbon: idOf('gym', 'lisbon'), tokyo: idOf('gym', 'tokyo') },
  };
  const adults = await tx<{ gym_id: string; user_id: string; role: string }[]>`
    select m.gym_id, m.user_id, m.role from memberships m join users u on u.id = m.user_id
    where m.in_effect and u.subject is not null and u.birth_date < ${days.years(18)}
    order by m.created_at, m.user_id`;
  for (const [nth, { gym, by, published, comments = [], ...words }] of POSTS.entries()) {
    const members = adults.filter(({ gym_id }) => gym_id === gyms[gym]);
    const author = members.find(({ role }) => role === by) ?? members[0];
    if (!author) continue;
    const post = { id: idOf('post', String(nth)), gym_id: gyms[gym] };
    const written = days.instant(Math.min(published ?? -1, -1), 9, nth);
    await tx`insert into posts ${
      tx({
        ...{ ...post, ...words, author_id: author.user_id, created_at: written },
        published_at: published === null ? null : days.instant(published, 9, nth),
      })
    }`;
    for (const [place, body] of comments.entries()) {
      const { user_id } = members[(nth + place + 1) % members.length]!;
      await tx`insert into comments ${
        tx({
          ...{ id: idOf('comment', String(nth), body), post_id: post.id, gym_id: post.gym_id },
          ...{ author_id: user_id, body, created_at: days.instant(published ?? 0, 12, place) },
        })
      }`;
    }
    if (published === null || published > 0) continue;
    await tx`
      insert into post_reactions (gym_id, post_id, user_id, kind)
      select ${post.gym_id}, ${post.id}, m.user_id,
        (array['like', 'oss', 'applause', 'love'])[1 + abs(hashtext(m.user_id::text)) % 4]
      from memberships m join users u on u.id = m.user_id
      where m.gym_id = ${post.gym_id} and m.in_effect and u.subject is not null
        and abs(hashtext(m.user_id::text || ${post.id})) % 3 = 0`;
  }
  const [reporter] = adults.filter(({ gym_id, role }) => gym_id === firstGym && role === 'STUDENT');
  if (!reporter) return;
  await tx`
    insert into post_reports (gym_id, post_id, comment_id, reporter_id, reason)
    select c.gym_id, c.post_id, c.id, ${reporter.user_id}, 'Não é lugar para isso.'
    from comments c where c.gym_id = ${firstGym} and c.body = 'Posso levar meus avós?'`;
}
