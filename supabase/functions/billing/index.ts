import * as tables from '../../../src/db/schema/billing/index.ts';
import { createStripe } from '../_shared/adapters/stripe/create-stripe.ts';
import { createApp } from '../_shared/http/app.ts';
import {
  authEnv,
  cursorEnv,
  databaseEnv,
  httpEnv,
  readEnv,
  stripeEnv,
} from '../_shared/runtime/env.ts';
import { billingRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv, ...stripeEnv });
const app = createApp({
  name: 'billing',
  description: 'What is paid: a person’s plan here, by a provider of payments; the dues of a gym.',
  tables,
  env,
});
billingRoutes(app, { payments: createStripe(env), returnOrigins: env.BILLING_RETURN_ORIGINS });

export default { fetch: app.fetch };
