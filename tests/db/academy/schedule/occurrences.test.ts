import process from 'node:process';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { useDoor } from '../../../../testkit/database/door.ts';
import { randomRules, type Rule } from './support/random-rules.ts';
import { changedZones } from './support/zones.ts';

const under = useDoor();

/** `npm run prove -- occurrences` plays 200. */
const RULES = Number(process.env.PROOF_ROUNDS ?? 2);
const SEED = Number(process.env.PROOF_SEED ?? 20_261_121);

const BYDAY = ['', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** By SQL: of every rule, as a weekly class in a gym of that zone, the instants when it takes place. */
async function bySql(zone: string, rules: readonly Rule[]): Promise<number[][]> {
  const rows = await under.admin.begin(async (tx) => {
    // Nobody teaches these classes, so there is nothing to guard.
    await tx`set local session_replication_role = 'replica'`;
    const [gym] = await tx`insert into gyms ${tx({ name: zone, timezone: zone })} returning id`;
    await tx`insert into classes ${
      tx(rules.map((rule, number) => ({
        ...{ ...rule, gym_id: gym!.id, modality: 'Jiu-jitsu', description: String(number) },
      })))
    }`;
    return await tx<{ starts: string[] }[]>`
      select array_agg(extract(epoch from o.starts_at)::bigint * 1000 order by o.class_date) as starts
      from classes c
      join private.occurrences(${gym!.id}, '2014-01-01', '2030-01-01') o on o.class_id = c.id
      group by c.id order by c.description::integer`;
  });
  return rows.map(({ starts }) => starts.map(Number));
}

/**
 * By two libraries: one walks the rule's dates, the other, with its own copy of the zones, says when
 * that time is there. Its `compatible` is what RFC 5545 3.3.5 has, in both kinds of odd hours.
 */
function byLibraries(zone: string, { weekday, starts_at, starts_on, ends_on }: Rule): number[] {
  const rule = ICAL.Recur.fromData({ freq: 'WEEKLY', byday: [BYDAY[weekday]!] });
  const dates = rule.iterator(ICAL.Time.fromDateString(starts_on));
  const starts: number[] = [];
  for (let date = dates.next(); date.toString() <= ends_on; date = dates.next()) {
    const wall = Temporal.PlainDateTime.from(`${date}T${starts_at}`);
    starts.push(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
  }
  return starts;
}

/** Whether both copies of the zones, which are not of one day, know the same offset at an instant. */
async function isUndisputed(zone: string, instant: number): Promise<boolean> {
  const [row] = await under.admin<{ wall: string }[]>`
    select to_char(to_timestamp(${instant / 1000}) at time zone ${zone}, 'YYYY-MM-DD"T"HH24:MI:SS')
      as wall`;
  const theirs = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return theirs.toPlainDateTime().toString() === row!.wall;
}

describe(`occurrences of ${RULES} rules in every zone that changed its clocks (seed ${SEED})`, () => {
  it('are those of other libraries', async () => {
    const zones = changedZones(2015, 2026);
    expect(zones.length).toBeGreaterThan(150);
    const differences: string[] = [];
    let compared = 0;
    let disputed = 0;
    for (const [index, zone] of zones.entries()) {
      const rules = randomRules(SEED + index, RULES);
      const found = await bySql(zone, rules);
      for (const [number, rule] of rules.entries()) {
        const expected = byLibraries(zone, rule);
        expect(found[number], `${zone} ${JSON.stringify(rule)}`).toHaveLength(expected.length);
        compared += expected.length;
        for (const [week, instant] of expected.entries()) {
          const ours = found[number]![week]!;
          if (ours === instant) continue;
          if (await isUndisputed(zone, ours) && await isUndisputed(zone, instant)) {
            differences.push(`${zone} ${new Date(ours).toISOString()} ${JSON.stringify(rule)}`);
          } else disputed++;
        }
      }
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(20 * RULES * zones.length);
    expect(disputed).toBeLessThan(compared / 1000);
  }, 60_000 + 10_000 * RULES);
});
