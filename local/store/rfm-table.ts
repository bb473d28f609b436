import type { RfmRun } from '../../src/store/rfm/contract.ts';

/** Shows a run as a table for people. */
export function rfmTable(shop: string, run: RfmRun): string {
  const { recency, frequency, monetary } = run.boundaries;
  const rows = run.segments.map(({ segment, customers, orders, revenue }) =>
    [segment.replaceAll('_', ' ').padEnd(20), ...[customers, orders, revenue].map(right)].join('')
  );
  const { other_currency, no_counted_order, orders_in_other_currency } = run.left_out;
  return [
    `${shop} as of ${run.as_of}, in ${run.currency}; ${kept(run)}.`,
    ...run.truncated ? ['Orders of the last sixty days only: Shopify tells no older ones.'] : [],
    '',
    ['segment'.padEnd(20), ...['customers', 'orders', 'revenue'].map(right)].join(''),
    ...rows,
    '',
    `boundaries: recency ${recency.join(' · ')}, frequency ${frequency.join(' · ')}, ` +
    `money ${monetary.join(' · ')}`,
    `left out: ${orders_in_other_currency} orders in another currency; of customers ` +
    `${other_currency} who have no others, ${no_counted_order} of whose orders none counts`,
  ].join('\n');
}

const right = (value: string | number) => String(value).padStart(18);

const kept = ({ kept, changed, moved }: RfmRun): string =>
  kept ? `kept: ${changed} scores changed, ${moved} moved` : 'computed, not kept';
