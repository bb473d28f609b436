import { afterAll, beforeAll, it } from 'vitest';
import { equivalent } from './mutants/equivalent.ts';
import { type Judges, openJudges } from './proof/judges.ts';
import { reportOf } from './proof/report.ts';
let judges: Judges;
beforeAll(async () => {
  judges = await openJudges();
});
afterAll(() => judges?.close());
it('mine', async () => {
  const mine = judges.mutants.filter(({ name }) =>
    /rfm|segment_|segments_on|score_shop|left_out|sums_on|request_scoring/.test(name)
  );
  const verdicts = await judges.judgeAll(mine);
  const report = reportOf(verdicts, equivalent);
  console.log(mine.length, JSON.stringify({ ...report, stale: undefined }, null, 1).slice(0, 6000));
}, 600_000);
