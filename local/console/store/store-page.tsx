import type { Page, View } from '../page.ts';
import { Notice } from '../parts/notice.tsx';
import { readDates } from '../parts/read-dates.ts';
import { asManager } from '../people/as-manager.ts';
import { listShops, type ShownShop } from './find-shops.ts';
import { GroupsFigure } from './groups-figure.tsx';
import { MovementFigure } from './movement-figure.tsx';
import { ShopFacts } from './shop-facts.tsx';
import { ShopForm } from './shop-form.tsx';
import { TrainingFigure } from './training-figure.tsx';

/** What a shop's customers buy, and whether they train. */
export const storePage: Page = {
  path: '/store',
  title: 'Store',
  about: 'The segments of a shop: whether they train, how customers moved between them, and what ' +
    'Shopify calls them. As a manager of the gym sees it.',
  async render(view) {
    const system = view.workbench.doors.asSystem('the console lists shops');
    const shops = await listShops(system);
    const shop = shops.find(({ id }) => id === view.query.get('shop')) ?? shops[0];
    if (!shop) return <Notice kind='empty' title='No gym has a shop' />;
    const between = readDates(view.query, new Date());
    return (
      <>
        <ShopForm {...{ view, shops, between }} chosen={shop} />
        {await charts(view, shop, between)}
        <script src='/assets/d3.min.js' defer></script>
        <script src='/assets/plot.umd.min.js' defer></script>
        <script src='/assets/charts.js' defer></script>
      </>
    );
  },
};

async function charts(
  { workbench: { doors } }: View,
  shop: ShownShop,
  between: { from: string; to: string },
) {
  const seen = await asManager(doors, shop.manager_id);
  if (!seen) return <Notice kind='empty' title='Nobody who can sign in manages this gym' />;
  const { ctx, manager } = seen;
  return (
    <>
      <ShopFacts shop={shop} manager={manager} />
      <TrainingFigure {...{ ctx, shop }} />
      <MovementFigure {...{ ctx, shop, between }} />
      <GroupsFigure {...{ ctx, shop }} />
    </>
  );
}
