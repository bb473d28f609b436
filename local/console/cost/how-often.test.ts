import { describe, expect, it } from 'vitest';
import { readHowOften } from './how-often.ts';
import { readPlan } from './plan.ts';
import { ratioWords, rowCalls } from './says.ts';

const costs = { 'Total Cost': 1, 'Plan Rows': 1 };
const ran = (rows: number, loops = 1) => ({
  ...{ 'Actual Rows': rows, 'Actual Loops': loops, 'Actual Total Time': 0.5 },
});
const answer = (plan: object) => [{ Plan: plan, 'Planning Time': 0.1, 'Execution Time': 0.9 }];

const scan = (filter: string, more: object = {}) => ({
  ...{ 'Node Type': 'Seq Scan', 'Relation Name': 'notes', ...costs, ...ran(2) },
  ...{ Filter: filter, 'Rows Removed by Filter': 8, ...more },
});
const subplan = (name: string, parent: string, output: string, loops: number) => ({
  ...{ 'Node Type': 'Result', 'Subplan Name': name, 'Parent Relationship': parent },
  ...{ ...costs, ...ran(1, loops), Output: [output] },
});
const often = (plan: object, without?: object) =>
  readHowOften(
    readPlan(answer(plan)).root,
    without && readPlan(answer(without)).root,
  ).map(({ what, how, times }) => `${what}: ${how} ${times}`);

describe('how often a condition runs', () => {
  it('is once for a subselect that names no column of the row', () => {
    expect(often(scan('(user_id = (InitPlan 1).col1)', {
      Plans: [subplan('InitPlan 1', 'InitPlan', 'private.current_user_id()', 1)],
    }))).toEqual([
      '(user_id = (InitPlan 1).col1): per row 10',
      'private.current_user_id(): once 1',
    ]);
  });

  it('is never for one whose value nobody needed', () => {
    expect(often(scan('true', { Plans: [subplan('InitPlan 1', 'InitPlan', 'f()', 0)] })))
      .toContain('f(): never 0');
  });

  it('is once for a hashed subplan, and once per row for one that looks at the row', () => {
    expect(often(scan('(ANY (id = (hashed SubPlan 1).col1))', {
      Plans: [subplan('SubPlan 1', 'SubPlan', 'unnest(private.gym_ids())', 1)],
    }))).toContain('unnest(private.gym_ids()): once 1');
    expect(often(scan('(SubPlan 1)', {
      Plans: [subplan('SubPlan 1', 'SubPlan', 'private.may(notes.id)', 10)],
    }))).toContain('private.may(notes.id): per row 10');
  });

  it('is by the index for what the index answers', () => {
    const plan = {
      ...{ 'Node Type': 'Index Scan', 'Relation Name': 'notes', 'Index Name': 'notes_pkey' },
      ...{ ...costs, ...ran(3, 2), 'Index Cond': '(id = 1)' },
    };
    expect(often(plan)).toEqual(['(id = 1): by index 2']);
  });

  it('counts rows of every loop, let through or not', () => {
    const plan = { ...scan('(id = 1)'), ...ran(2, 5) };
    expect(often(plan)).toEqual(['(id = 1): per row 50']);
  });

  it('tells whose a condition is, each side of AND by itself', () => {
    const both = readHowOften(
      readPlan(answer(scan('((gym_id = 1) AND private.may(id))'))).root,
      readPlan(answer(scan('(gym_id = 1)'))).root,
    );
    expect(both.map(({ what, added, calls }) => [what, added, calls])).toEqual([
      ['(gym_id = 1)', false, []],
      ['private.may(id)', true, ['private.may']],
    ]);
  });

  it('says which functions of a policy ran for each row', () => {
    const plan = readPlan(answer(scan(`(private.may(id) OR lower('private.no(') = name)`)));
    expect(rowCalls(plan)).toContain('Once per row: private.may ran up to 10 times');
    expect(rowCalls(readPlan(answer(scan('(id = 1)'))))).toContain('more than once');
  });

  it('is not known of a plan that was not run', () => {
    const planned = [{
      Plan: { 'Node Type': 'Seq Scan', ...costs, Filter: 'private.may(id)' },
    }];
    const plan = readPlan(JSON.stringify(planned));
    expect(readHowOften(plan.root)[0]).toMatchObject({ how: 'not run', times: 0 });
    expect(ratioWords({ plan }, { plan })).toContain('There is no ratio');
  });
});

describe('the ratio', () => {
  const side = (planningMs: number, executionMs: number) => ({
    plan: readPlan(answer(scan('true'))),
    median: { planningMs, executionMs, runs: 5 },
  });

  it('is of planning and execution together', () => {
    expect(ratioWords(side(1, 5), side(0.5, 1.5)))
      .toBe('With row security it takes 6.00 ms, without 2.00 ms: 3.0 times as long.');
  });

  it('is told with a doubt where it is about microseconds', () => {
    expect(ratioWords(side(0.1, 0.1), side(0.05, 0.05))).toContain('tells little');
  });
});
