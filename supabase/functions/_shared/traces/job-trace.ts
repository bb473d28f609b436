import type { JobRow, Settlement } from '../../../../src/jobs/attempt.ts';
import { RECURRING_KEY } from '../../../../src/jobs/engine/ensure-recurring.ts';
import { withLogFields } from '../runtime/log.ts';
import { currentTrace, enterTrace } from './span.ts';
import { readTraceContext } from './trace-context.ts';

/**
 * Makes an attempt at a job as a part of the trace of what caused it, with a link to the run that
 * took it. A recurring one is a part of each run: a trace would never end otherwise.
 */
export function inJobTrace(
  { id, kind, attempts, dedupe_key, traceparent }: JobRow,
  attempt: () => Promise<Settlement | undefined>,
): Promise<Settlement | undefined> {
  const run = currentTrace();
  const cause = dedupe_key === RECURRING_KEY ? undefined : readTraceContext(traceparent);
  return enterTrace(cause ?? run, () => ({
    name: `job ${kind}`,
    kind: 'consumer',
    attributes: { 'job.kind': kind, 'job.id': id, 'job.attempt': attempts },
    link: cause && run,
  }), (span) =>
    withLogFields({ job_id: id, trace_id: currentTrace()?.traceId }, async () => {
      const settlement = await attempt();
      // Without an effect it is completed with others, behind this.
      span?.set({ 'job.settlement': settlement ?? 'succeeded' });
      if (settlement === 'retried' || settlement === 'dead') span?.fail(settlement);
      return settlement;
    }));
}
