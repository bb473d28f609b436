import { z } from 'zod';
import { pageOf } from '../../../src/contract/page.ts';
import { ShopParams } from '../../../src/contract/params.ts';
import { Trainee, TrainingCount, TrainingPageQuery } from '../../../src/store/training/contract.ts';
import { countTraining } from '../../../src/store/training/count-training.ts';
import { listTraining } from '../../../src/store/training/list-training.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function trainingRoutes(app: App): void {
  route(app, userStack, {
    id: 'countTraining',
    method: 'get',
    path: '/shops/{shop_id}/training',
    summary: 'How many of each segment train how; for managers of the gym of the shop',
    description: 'What nobody is in is left out, and so are children.',
    params: ShopParams,
    response: z.object({ items: z.array(TrainingCount) }),
  }, countTraining);

  route(app, userStack, {
    id: 'listTraining',
    method: 'get',
    path: '/shops/{shop_id}/training/customers',
    summary: 'Customers and members by what they buy and whether they train, who spent most first',
    description: 'Champions who stopped training: `segment=champions&training=stopped`. Regulars ' +
      'who never buy: `segment=none&training=regular`. For managers of the gym; no child is in it.',
    params: ShopParams,
    query: TrainingPageQuery,
    response: pageOf(Trainee),
  }, listTraining);
}
