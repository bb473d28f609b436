import type { CallerContext } from '../../../src/db/context.ts';
import { customerSegment } from '../../../src/db/schema/store/enums.ts';
import { listMovements } from '../../../src/store/rfm/list-movements.ts';
import { crosstab } from './crosstab.ts';
import { CrosstabFigure } from './crosstab-figure.tsx';
import type { ShownShop } from './find-shops.ts';

interface Props {
  ctx: CallerContext;
  shop: ShownShop;
  between: { from: string; to: string };
}

/** Who went from one segment to another between two dates, as the history tells it. */
export async function MovementFigure({ ctx, shop, between }: Props) {
  const { items } = await listMovements(ctx, { shop_id: shop.id, ...between });
  const { enumValues } = customerSegment;
  const counts = items.map(({ from, to, customers }) => ({
    row: from,
    column: to,
    count: customers,
  }));
  return (
    <>
      <h2>Movement between segments</h2>
      <p>
        From the end of {between.from} to the end of{' '}
        {between.to}. Who stayed is in the cells with a frame; who had none yet, or has none any
        more, is “none”.
      </p>
      <CrosstabFigure
        title='Movement between segments'
        sides={['from', 'to']}
        table={crosstab(counts, enumValues, enumValues)}
        same
        empty='Nobody was in a segment on either day'
      />
    </>
  );
}
