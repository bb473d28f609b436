import { sql } from 'drizzle-orm';
import { check, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { grants } from '../../../declare/grants.ts';
import { triggers } from '../../../declare/triggers.ts';
import { timestamps } from '../../columns.ts';
import { plans, stripeId } from '../../identity/user-profiles.ts';
import { privateSchema } from '../../system/private.ts';

/**
 * Which plan a product of Stripe's stands for, and the prices by which it is sold now. By product and
 * not by price: who subscribed at an earlier price has the plan still. Without a price nobody new
 * subscribes to it.
 */
export const stripeProducts = privateSchema.table('stripe_products', {
  product_id: text().primaryKey(),
  plan: plans.column().notNull(),
  monthly_price_id: text().unique(),
  yearly_price_id: text().unique(),
  ...timestamps(),
}, (t) => [
  // One product is sold for a plan; others may be had from before.
  uniqueIndex('stripe_products_sold_unique').on(t.plan).where(
    sql`coalesce(${t.monthly_price_id}, ${t.yearly_price_id}) is not null`,
  ),
  plans.check('stripe_products_plan_check', t.plan),
  check('stripe_products_paid_check', sql`${t.plan} <> 'free'`),
  stripeId.check('stripe_products_product_id_check', t.product_id),
  stripeId.check('stripe_products_monthly_price_id_check', t.monthly_price_id),
  stripeId.check('stripe_products_yearly_price_id_check', t.yearly_price_id),
  ...instants(t.created_at, t.updated_at),
]).enableRLS();

export const stripeProductsGrants = grants(stripeProducts, {});

export const stripeProductsTriggers = triggers(stripeProducts, 'touch');
