import type { CallerContext } from '../../../src/db/context.ts';
import { dryRunOutcomes } from '../../../src/db/schema/mailings/dry-runs/dry-run-customers.ts';
import type { Automation } from '../../../src/mailings/automations/contract.ts';
import type { DryRun, DryRunTotals } from '../../../src/mailings/dry-runs/contract.ts';
import { listDryRunCustomers } from '../../../src/mailings/dry-runs/list-dry-run-customers.ts';
import { listDryRuns } from '../../../src/mailings/dry-runs/list-dry-runs.ts';
import { linkTo, type View } from '../page.ts';
import { Notice } from '../parts/notice.tsx';
import { RowsTable } from '../parts/rows-table.tsx';
import { ScrollTable } from '../parts/scroll-table.tsx';
import type { ShownShop } from '../store/find-shops.ts';

interface Props {
  view: View;
  ctx: CallerContext;
  shop: ShownShop;
  automation: Automation;
}

/** The last dry run: its sum, the reasons, and customers of one outcome or of all. */
export async function DryRunFigure({ view, ctx, shop, automation }: Props) {
  const { items: [run] } = await listDryRuns(ctx, {
    ...{ automation_id: automation.id, page: { limit: 1, after: undefined } },
  });
  const asked = { shop: shop.id, automation: automation.id };
  return (
    <section aria-labelledby='dry-run'>
      <h2 id='dry-run'>Who would get it now</h2>
      <form class='line' method='post' action={linkTo(view, '/mailings', asked)}>
        <label for='of'>Try the</label>
        <select id='of' name='of'>
          <option value='draft'>draft</option>
          {automation.published_version !== null && (
            <option value='published' selected={run?.of === 'published'}>published</option>
          )}
        </select>
        <button type='submit'>Dry run</button>
      </form>
      {run
        ? await shown({ view, ctx }, asked, run)
        : <Notice kind='empty' title='No dry run of the last day' />}
    </section>
  );
}

async function shown(
  { view, ctx }: Pick<Props, 'view' | 'ctx'>,
  asked: Record<string, string>,
  run: DryRun,
) {
  if (run.state === 'queued') {
    return <Notice kind='late' title='It is being found out; load the page again' />;
  }
  if (!run.totals || !run.as_of) return <Notice kind='fault' title={`It failed: ${run.error}`} />;
  const outcome = dryRunOutcomes.values.find((value) => value === view.query.get('outcome'));
  const reason = view.query.get('reason') ?? undefined;
  const { items } = await listDryRunCustomers(ctx, {
    ...{ dry_run_id: run.id, outcome, reason, page: { limit: 50, after: undefined } },
  });
  const link = (only: Record<string, string>) => linkTo(view, '/mailings', { ...asked, ...only });
  return (
    <>
      <Sum totals={run.totals} of={run.of} as_of={run.as_of} />
      <ScrollTable caption='By outcome and reason' head={['outcome', 'reason', 'customers']}>
        {linesOf(run.totals).map((line) => (
          <tr>
            <td>
              <a href={link({ outcome: line.outcome, ...line.reason && { reason: line.reason } })}>
                {line.outcome} {line.reason}
              </a>
            </td>
            <td>{line.reason ?? '—'}</td>
            <td>{line.count}</td>
          </tr>
        ))}
      </ScrollTable>
      <RowsTable
        caption={outcome
          ? `Customers: ${outcome} ${reason ?? ''}, the first 50`
          : 'The first 50 customers'}
        names={['customer', 'outcome', 'reason', 'at']}
        rows={items.map((each) => [
          [each.first_name, each.last_name].filter(Boolean).join(' ') || each.customer_id,
          ...[each.outcome, each.reason ?? '—', each.at?.toISOString() ?? '—'],
        ])}
        empty='Nobody'
      />
    </>
  );
}

const Sum = ({ totals, of, as_of }: { totals: DryRunTotals; of: string; as_of: Date }) => (
  <p>
    Of the {of}, as of {as_of.toISOString()}: <strong>{totals.planned} planned</strong> ={' '}
    {totals.to_send} to send + {totals.held_out} held out + {totals.rescheduled.total} rescheduled +
    {' '}
    {totals.refused.total} refused. For {totals.not_planned.total} of {totals.customers}{' '}
    customers nothing is planned. Nothing was sent.
  </p>
);

interface Line {
  outcome: string;
  reason?: string;
  count: number;
}

const linesOf = (totals: DryRunTotals): Line[] => [
  { outcome: 'to_send', count: totals.to_send },
  { outcome: 'held_out', count: totals.held_out },
  ...(['rescheduled', 'refused', 'not_planned'] as const).flatMap((outcome) =>
    totals[outcome].reasons.map((each) => ({ outcome, ...each }))
  ),
];
