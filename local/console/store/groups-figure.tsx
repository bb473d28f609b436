import type { CallerContext } from '../../../src/db/context.ts';
import { shopifyGroups } from '../../../src/db/schema/store/customers/customers.ts';
import { customerSegment } from '../../../src/db/schema/store/enums.ts';
import { listGroupMatches } from '../../../src/store/rfm/list-group-matches.ts';
import { crosstab } from './crosstab.ts';
import { CrosstabFigure } from './crosstab-figure.tsx';
import type { ShownShop } from './find-shops.ts';

/** Our segments against the groups that Shopify itself puts customers in. */
export async function GroupsFigure({ ctx, shop }: { ctx: CallerContext; shop: ShownShop }) {
  const { items } = await listGroupMatches(ctx, { shop_id: shop.id });
  const counts = items.map(({ segment, shopify_group, customers }) => ({
    ...{ row: segment, column: shopify_group, count: customers },
  }));
  return (
    <>
      <h2>Our segments and Shopify’s groups</h2>
      <p>Shopify reckons by rules of its own, and says only what came of them.</p>
      <CrosstabFigure
        title='Our segments and Shopify’s groups'
        sides={['ours', 'Shopify’s']}
        table={crosstab(counts, customerSegment.enumValues, shopifyGroups.values)}
        empty='The shop has no customers'
      />
    </>
  );
}
