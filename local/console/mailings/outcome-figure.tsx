import type { CallerContext } from '../../../src/db/context.ts';
import { readAttribution } from '../../../src/mailings/attribution/read-attribution.ts';
import type { Attribution } from '../../../src/mailings/attribution/contract.ts';
import type { Automation } from '../../../src/mailings/automations/contract.ts';
import { readSummary } from '../../../src/mailings/summaries/read-summary.ts';
import { RowsTable } from '../parts/rows-table.tsx';

interface Props {
  ctx: CallerContext;
  automation: Automation;
}

/** What became of an automation's messages, and what they brought, with how sure that is. */
export async function OutcomeFigure({ ctx, automation }: Props) {
  const asked = { automation_id: automation.id };
  const [summary, attribution] = await Promise.all([
    readSummary(ctx, asked),
    readAttribution(ctx, asked),
  ]);
  const { planned, to_send, held_out, rescheduled, refused } = summary;
  return (
    <>
      <section aria-labelledby='became'>
        <h2 id='became'>What became of it</h2>
        <p>
          <strong>{planned} planned</strong> = {to_send} to send + {held_out} held out +{' '}
          {rescheduled.total} rescheduled + {refused.total} refused.
        </p>
        <RowsTable
          caption='Messages by status and reason'
          names={['status', 'reason', 'messages']}
          rows={summary.statuses.map(({ status, reason, count }) => [status, reason ?? '—', count])}
          empty='No message was planned yet'
        />
      </section>
      <section aria-labelledby='brought'>
        <h2 id='brought'>What it brought</h2>
        <Attributed {...attribution} />
        <Compared {...attribution} />
      </section>
    </>
  );
}

const Attributed = ({ attributed, days, currency }: Attribution) => (
  <p>
    {attributed.orders} orders of {attributed.revenue} {currency} within {days} days of{' '}
    {attributed.messages} messages; each counts for the last message before it.
  </p>
);

function Compared({ comparison, currency }: Attribution) {
  const { treated, held_out, difference, low, high, conclusive } = comparison;
  const rows = [['was to get it', treated], ['held out', held_out]] as const;
  return (
    <>
      <p>
        {difference === null
          ? 'There are too few customers to compare with who was held out.'
          : `A customer who was to get it bought for ${difference} ${currency} more` +
            (low === null ? '.' : `, somewhere from ${low} to ${high} (95 %). `) +
            (conclusive ? 'That is no chance.' : 'That may be chance.')}
      </p>
      <RowsTable
        caption='Revenue of both groups'
        names={['group', 'customers', 'buyers', 'orders', 'revenue', 'for each']}
        rows={rows.flatMap(([name, sums]) =>
          sums
            ? [[name, sums.customers, sums.buyers, sums.orders, sums.revenue, sums.per_customer]]
            : []
        )}
        empty='Nobody’s days are over yet, or nobody was held out'
      />
    </>
  );
}
