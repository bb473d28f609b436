import type { CallerContext } from '../../../src/db/context.ts';
import { AppError } from '../../../src/errors.ts';
import type { Automation } from '../../../src/mailings/automations/contract.ts';
import { listAutomations } from '../../../src/mailings/automations/list-automations.ts';
import { startDryRun } from '../../../src/mailings/dry-runs/start-dry-run.ts';
import { linkTo, type Page, seeOther, type View } from '../page.ts';
import { Notice } from '../parts/notice.tsx';
import { asManager } from '../people/as-manager.ts';
import { listShops, type ShownShop } from '../store/find-shops.ts';
import { AutomationForm } from './automation-form.tsx';
import { DryRunFigure } from './dry-run-figure.tsx';
import { OutcomeFigure } from './outcome-figure.tsx';

/** What a shop sends by itself: whom it would reach now, and what came of it. */
export const mailingsPage: Page = {
  path: '/mailings',
  title: 'Mailings',
  about: 'The automations of a shop: who would get one now and why others would not, what became ' +
    'of its messages, and what they brought. As a manager of the gym sees it.',
  async render(view) {
    const { doors } = view.workbench;
    const shops = await listShops(doors.asSystem('the console lists shops'));
    const shop = shops.find(({ id }) => id === view.query.get('shop')) ?? shops[0];
    if (!shop) return <Notice kind='empty' title='No gym has a shop' />;
    const ctx = (await asManager(doors, shop.manager_id))?.ctx;
    if (!ctx) return <Notice kind='empty' title='Nobody who can sign in manages this gym' />;
    const { items } = await listAutomations(ctx, {
      ...{ shop_id: shop.id, archived: false, page: { limit: 100, after: undefined } },
    });
    const chosen = items.find(({ id }) => id === view.query.get('automation')) ?? items[0];
    if (view.form && chosen) return await tryDry(view, ctx, { shop, automation: chosen });
    return (
      <>
        <AutomationForm {...{ view, shops, shop, chosen }} automations={items} />
        {chosen
          ? <Figures {...{ view, ctx, shop }} automation={chosen} />
          : <Notice kind='empty' title='This shop has no automation' />}
      </>
    );
  },
};

interface Chosen {
  shop: ShownShop;
  automation: Automation;
}

/** Starts a dry run, which a job does; the page says how far it is. */
async function tryDry(view: View, ctx: CallerContext, { shop, automation }: Chosen) {
  const of = view.form!.get('of') === 'published' ? 'published' : 'draft';
  try {
    await startDryRun(ctx, { automation_id: automation.id, body: { of } });
  } catch (error) {
    if (error instanceof AppError) return <Notice kind='fault' title={error.message} />;
    throw error;
  }
  return seeOther(linkTo(view, '/mailings', { shop: shop.id, automation: automation.id }));
}

const Figures = async (
  { view, ctx, shop, automation }: Chosen & { view: View; ctx: CallerContext },
) => (
  <>
    {await DryRunFigure({ view, ctx, shop, automation })}
    {await OutcomeFigure({ ctx, automation })}
  </>
);
