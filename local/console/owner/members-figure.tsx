import type { CallerContext } from '../../../src/db/context.ts';
import { readSeries } from '../../../src/owner/overview/read-series.ts';
import type { Range } from '../../../src/owner/overview/range.ts';
import { SeriesFigure } from './series-figure.tsx';

const METRICS = ['members', 'joined', 'returned', 'left'] as const;

/** How many members a gym had, month by month, and who came and left. */
export async function MembersFigure(
  { ctx, gym_id, between }: { ctx: CallerContext; gym_id: string; between: Range },
) {
  const series = await Promise.all(
    METRICS.map((metric) => readSeries(ctx, { gym_id, metric, step: 'month', ...between })),
  );
  return (
    <>
      <h2>Members</h2>
      <p>At the end of each month, or now; and who came and left in it, everybody once.</p>
      <SeriesFigure
        title='Members by month'
        step='month'
        columns={METRICS}
        rows={series[0]!.points.map(({ since }, nth) => ({
          since: since.slice(0, 7),
          values: series.map(({ points }) => points[nth]!.value),
        }))}
      />
    </>
  );
}
