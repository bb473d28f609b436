import { beforeAll, describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { academy } from '../../academy/schedule/support/academy.ts';
import { belts, type Condition, written } from './support/belts.ts';
import { failingOf, historyOf, ibjjfCases, rankOf, titlesOf } from './support/ibjjf-cases.ts';

const under = useDoor();
const { gym } = academy(() => under.admin);
const { promoted, won } = belts(() => under.admin);

interface Answer {
  nth: number;
  version: string;
  eligible: boolean;
  earliest: string | null;
  conditions: Condition[];
}
let answers: Answer[];

beforeAll(async () => {
  const sql = under.admin;
  const dojo = await gym('America/Sao_Paulo');
  const people = await sql<{ id: string }[]>`insert into users ${
    sql(ibjjfCases.map(({ born }) => ({ source: 'staff', birth_date: `${born}-12-31` })))
  } returning id`;
  for (const [nth, one] of ibjjfCases.entries()) {
    await promoted(dojo, people[nth]!.id, historyOf(one));
    await won(dojo, people[nth]!.id, titlesOf(one));
  }
  const asked = ibjjfCases.map(({ asked, on }, nth) => ({
    ...{ nth, person: people[nth]!.id, on },
    ...rankOf(asked),
  }));
  answers = await sql<Answer[]>`
    select q.nth, s.version, a.eligible, a.earliest::text, a.conditions
    from jsonb_to_recordset(${sql.json(asked)})
      as q (nth int, person uuid, belt text, degree int, "on" date)
    join rank_systems s on s.id = private.rank_system_in_force(${dojo}, 'Jiu-jitsu', q."on")
    cross join private.assess_ranks(
      ${dojo}, 'Jiu-jitsu', array[q.person], array[q.belt], array[q.degree], q."on"
    ) a
    order by q.nth`;
});

describe('eligibility by the rules of the IBJJF', () => {
  it('has a hundred cases and more, each rule at its boundary', () => {
    expect(ibjjfCases.length).toBeGreaterThan(170);
    expect(answers.length).toBe(ibjjfCases.length);
  });

  it.each(ibjjfCases.map((one, nth) => ({ nth, ...one })))('$id: $what ($on)', (one) => {
    const { version, eligible, earliest, conditions } = answers[one.nth]!;
    expect({
      version,
      eligible: eligible ? 'yes' : 'no',
      failing: conditions.filter(({ holds }) => !holds).map(written).toSorted(),
      earliest: earliest ?? '',
    }).toEqual({
      version: one.system,
      eligible: one.eligible,
      failing: failingOf(one),
      earliest: one.earliest,
    });
  });
});
