import process from 'node:process';
import type { Sql } from 'postgres';
import postgres from 'postgres';
import { listPosts } from '../../../src/community/posts/list-posts.ts';
import type { CallerContext } from '../../../src/db/context.ts';
import type { Position } from '../../../src/db/keyset.ts';
import { openDoors } from '../../../testkit/door/doors.ts';
import { measured } from '../../line.ts';
import { compare, interleave, latency, type Variant } from '../../measure.ts';
import type { Suite } from '../../suite.ts';

/** `BENCH_POSTS=100000 npm run bench -- feed` for a quick look. */
const TOTAL = Number(process.env.BENCH_POSTS ?? 1_000_000);
const ROUNDS = { rounds: 21, warmUps: 3 };
const PAGE = 20;
/** How far down: the first page, and the thousandth. */
const DEEP = 1_000;

/** The feed of a gym that has half of the posts, beside fifty others, with row security and without. */
export const feed: Suite = {
  title: `the feed of a gym, of ${TOTAL} posts`,
  lines: ['feed.first', `feed.page_${DEEP}`, `feed.page_${DEEP}_to_first`],

  async run({ resources, progress }) {
    const database = await resources.database();
    const owner = postgres(database.url, { max: 1, onnotice: () => {} });
    resources.onClose(() => owner.end());
    const admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
    resources.onClose(() => admin.end());
    const door = openDoors(database, { poolSize: 1 });
    resources.onClose(door.end);
    const { gym_id, user_id, at } = await fill(admin);
    progress(1, 2);

    const claims = { sub: 'member', role: 'authenticated' as const };
    const ctx: CallerContext = {
      db: door.asCaller(claims),
      caller: { userId: user_id, subject: 'member', provider: 'clerk', claims },
    };
    const page = (after: Position | undefined) =>
      latency(10, () => listPosts(ctx, { gym_id, page: { limit: PAGE, after } }));
    const secured = (how: 'enable' | 'disable', read: Variant): Variant => async () => {
      for (const table of ['posts', 'post_stats', 'post_reactions']) {
        await owner.unsafe(`alter table ${table} ${how} row level security`);
      }
      return await read();
    };
    const samples = await interleave({
      first: secured('enable', page(undefined)),
      deep: secured('enable', page(at)),
      firstFloor: secured('disable', page(undefined)),
      deepFloor: secured('disable', page(at)),
    }, ROUNDS);
    progress(2, 2);
    const goal = { atMost: 1.2 };
    return [
      measured('feed.first', 'ms', compare(samples.first, samples.firstFloor), goal),
      measured(`feed.page_${DEEP}`, 'ms', compare(samples.deep, samples.deepFloor), goal),
      measured(`feed.page_${DEEP}_to_first`, 'ms', compare(samples.deep, samples.first), {
        atMost: 1.1,
      }),
    ];
  },
};

/** Members, posts a minute apart with counts, and reactions of the one who reads. */
async function fill(admin: Sql): Promise<{ gym_id: string; user_id: string; at: Position }> {
  await admin.unsafe(`
    set session_replication_role = replica;
    insert into gyms (name) select 'gym ' || n from generate_series(0, 50) n;
    insert into users (subject, provider, source, first_name)
      select case n when 0 then 'member' else 'author ' || n end, 'clerk', 'import', 'Author ' || n
      from generate_series(0, 199) n;
    insert into memberships (user_id, gym_id, approved_at)
      select u.id, g.id, now() from users u
      join gyms g on u.subject <> 'member' or g.name = 'gym 0';
    insert into posts (gym_id, author_id, title, body, language, published_at, search_vector)
      select g.id, u.id, 'Seminar ' || n, repeat('Armbars on Saturday. ', 10), 'en',
        now() - make_interval(mins => ${TOTAL} - n), ''
      from generate_series(1, ${TOTAL}) n
      join (select id, row_number() over (order by id) - 1 as nth from users) u on u.nth = n % 200
      join gyms g on g.name = 'gym ' || case when n % 2 = 0 then 0 else 1 + n / 2 % 50 end;
    insert into post_stats (post_id, gym_id, comments, reactions)
      select id, gym_id, 3, '{"like": 12, "oss": 4}' from posts;
    insert into post_reactions (gym_id, post_id, user_id, kind)
      select p.gym_id, p.id, u.id, 'oss' from posts p
      join users u on u.subject = 'member' where hashtext(p.id::text) % 5 = 0;
    reset session_replication_role`);
  await admin`vacuum analyze posts, post_stats, post_reactions, users, memberships, gyms`;
  const [found] = await admin<
    { gym_id: string; user_id: string; published_at: Date; id: string }[]
  >`
    select p.gym_id, (select id from users where subject = 'member') as user_id,
      p.published_at, p.id
    from posts p join gyms g on g.id = p.gym_id and g.name = 'gym 0'
    order by p.published_at desc, p.id desc offset ${PAGE * (DEEP - 1) - 1} limit 1`;
  const { gym_id, user_id, published_at, id } = found!;
  return { gym_id, user_id, at: [published_at.toISOString(), id] };
}
