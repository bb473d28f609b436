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
  description: 'What people pay for: their plan here, by a provider of payments.',
  env,
});
billingRoutes(app, { payments: createStripe(env), returnOrigins: env.BILLING_RETURN_ORIGINS });

export default { fetch: app.fetch };
