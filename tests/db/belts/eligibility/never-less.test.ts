import process from 'node:process';
import fc from 'fast-check';
import type postgres from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { academy } from '../../academy/schedule/support/academy.ts';
import { type Held, older, plusDays, stories, type Story } from './support/stories.ts';

/** `npm run prove -- eligibility` plays 3,000. */
const ROUNDS = Number(process.env.PROOF_ROUNDS ?? 40);

const under = useDoor();
let dojo: string;
let mat: string;
beforeAll(async () => {
  const { gym, weekly } = academy(() => under.admin);
  dojo = await gym('UTC');
  mat = await weekly(dojo);
});

/** Somebody's life in the dojo, with more of something than another's. */
interface Life {
  born: string;
  history: Held[];
  titles: Story['titles'];
  came: string[];
  on: string;
}

/** The life that is told, and those with more time, age, classes, titles or ranks before. */
function livesOf(story: Story): Life[] {
  const { born, history, titles, came, on, youth, art } = story;
  const life = { born, history, titles, came, on };
  const half = { ...life, came: came.filter((_, nth) => nth % 2 === 0) };
  const champion = history.at(-1)?.belt ?? 'blue';
  return [
    half,
    ...story.later.map((days) => ({ ...half, on: plusDays(on, days) })),
    life,
    { ...half, born: older(story) ?? born },
    {
      ...half,
      titles: [...titles, { title: 'adult_world_champion', belt: champion, won_on: on }],
    },
    ...art === 'Jiu-jitsu' ? [{ ...half, history: [youth, ...history] }] : [],
  ];
}

async function assess(tx: postgres.TransactionSql, { art, system, to }: Story, lives: Life[]) {
  await tx`set local session_replication_role = replica`;
  if (system) {
    await tx`select private.put_rank_system(
      ${dojo}, ${art}, 'Ours', '1', '1900-01-01', null, null, ${tx.json(system as never)}
    )`;
  }
  const people = await tx<{ id: string }[]>`insert into users ${
    tx(lives.map(({ born }) => ({ source: 'staff', birth_date: born })))
  } returning id`;
  const of = <T extends object>(key: 'history' | 'titles', more: T) =>
    lives.flatMap((life, nth) =>
      life[key].map((row) => ({ ...row, ...more, user_id: people[nth]!.id, gym_id: dojo }))
    );
  // Of one day the rank that was noted later counts.
  const ranks = of('history', { modality: art })
    .map((row, nth) => ({ ...row, created_at: new Date(Date.UTC(2020, 0) + nth) }));
  if (ranks.length > 0) await tx`insert into graduations ${tx(ranks)}`;
  const won = of('titles', { modality: art });
  if (won.length > 0) await tx`insert into titles ${tx(won as never)}`;
  const came = lives.flatMap(({ came }, nth) =>
    came.map((class_date) => ({
      ...{ user_id: people[nth]!.id, class_id: mat, gym_id: dojo, class_date, status: 'present' },
      ...{ place: 1, arrived: true, made_at: class_date, received_at: class_date },
    }))
  );
  if (came.length > 0) await tx`insert into check_ins ${tx(came)}`;
  const asked = lives.map(({ on }, nth) => ({ nth, person: people[nth]!.id, on }));
  const rows = await tx<{ eligible: boolean }[]>`
    with asked as materialized (
      select * from jsonb_to_recordset(${tx.json(asked)}) q (nth int, person uuid, "on" date)
    )
    select a.eligible
    from (
      select "on", array_agg(person) as people, array_agg(${to.belt}::text) as belts,
        array_agg(${to.degree}::int) as degrees
      from asked group by "on"
    ) at
    cross join private.assess_ranks(${dojo}, ${art}, at.people, at.belts, at.degrees, at."on") a
    join asked q on q.person = a.user_id
    order by q.nth`;
  return rows.map(({ eligible }) => eligible);
}

describe(`of ranks for grown-ups, in ${ROUNDS} stories,`, () => {
  it(
    'more time, age, classes, titles or ranks before never make anyone less eligible',
    async () => {
      let eligible = 0;
      await fc.assert(
        fc.asyncProperty(stories, async (story) => {
          const lives = livesOf(story);
          let answers: boolean[] = [];
          await under.admin.begin(async (tx) => {
            answers = await assess(tx, story, lives);
            throw new Error('nothing of it stays');
          }).catch((err: Error) => {
            if (err.message !== 'nothing of it stays') throw err;
          });
          const [as = false, ...more] = answers;
          expect(answers).toHaveLength(lives.length);
          if (as) {
            eligible++;
            expect(more).not.toContain(false);
          }
        }),
        { numRuns: ROUNDS },
      );
      // Both happen often enough to mean something.
      expect(eligible).toBeGreaterThan(ROUNDS / 10);
      expect(eligible).toBeLessThan(ROUNDS * 0.95);
    },
    600_000,
  );
});
