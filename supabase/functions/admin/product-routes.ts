import { z } from 'zod';
import { Product, ProductParams, PutProductInput } from '../../../src/billing/products/contract.ts';
import { listProducts } from '../../../src/billing/products/list-products.ts';
import { putProduct } from '../../../src/billing/products/put-product.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { systemStack } from '../_shared/stacks/system.ts';
import { audited } from './audited.ts';

export function productRoutes(app: App): void {
  route(app, systemStack, {
    id: 'listProducts',
    method: 'get',
    path: '/products',
    summary: 'Which products of Stripe’s stand for plans',
    response: z.object({ items: z.array(Product) }),
  }, listProducts);

  route(app, systemStack, {
    id: 'putProduct',
    method: 'put',
    path: '/products/{product_id}',
    summary: 'Say which plan a product of Stripe’s stands for, and by which prices it is sold',
    description: 'Without a price nobody new subscribes to it, and who has it keeps the plan. ' +
      'Who has subscribed to it has the plan from now on.',
    params: ProductParams,
    body: PutProductInput,
    response: Product,
    problems: ['plan_sold_already', 'price_taken'],
  }, audited('putProduct', putProduct, ({ product_id, body }) => ({ product_id, ...body })));
}
