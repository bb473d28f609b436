import { createApp } from '../_shared/http/app.ts';
import { FILES } from '../../../src/knowledge/files/bucket.ts';
import { MATERIALS } from '../../../src/materials/attachments/bucket.ts';
import { DIMENSIONS } from '../../../src/knowledge/search/embedder.ts';
import { SENDING_TIMES } from '../../../src/sending/times.ts';
import { sealsOf } from '../../../src/store/shops/access/seal.ts';
import { createEmbedder } from '../_shared/adapters/embeddings.ts';
import {
  authEnv,
  cursorEnv,
  embeddingsEnv,
  expoEnv,
  httpEnv,
  mailEnv,
  mailingsEnv,
  readEnv,
  shopifyEnv,
  storeKeysEnv,
  stripeEnv,
  systemDatabaseEnv,
} from '../_shared/runtime/env.ts';
import { createExpo } from '../_shared/adapters/sending/create-expo.ts';
import { createMail } from '../_shared/adapters/sending/create-mail.ts';
import { runAloneIn } from '../_shared/adapters/run-alone.ts';
import { createShopify } from '../_shared/adapters/shopify/create-shopify.ts';
import { createLineFiles } from '../_shared/adapters/shopify/line-files.ts';
import { createStripe } from '../_shared/adapters/stripe/create-stripe.ts';
import { createObjectStorage } from '../_shared/adapters/storage.ts';
import { asSystem } from '../_shared/system-db.ts';
import { jobRoutes } from './routes.ts';

const env = readEnv({
  ...systemDatabaseEnv,
  ...httpEnv,
  ...authEnv,
  ...cursorEnv,
  ...embeddingsEnv,
  ...expoEnv,
  ...mailEnv,
  ...mailingsEnv,
  ...shopifyEnv,
  ...stripeEnv,
  // A project without shops needs none.
  STORE_KEYS: storeKeysEnv.STORE_KEYS.optional(),
});
const app = createApp({
  name: 'jobs',
  description: 'The queue: running it, looking into it, cancelling and replaying.',
  env,
});
jobRoutes(app, {
  patient: asSystem('jobs', { patient: true }),
  files: createObjectStorage(env, FILES),
  sending: {
    push: createExpo(env),
    sendMail: createMail(env),
    times: { ...SENDING_TIMES, receiptsAfterMs: env.EXPO_RECEIPTS_AFTER_SECONDS * 1000 },
  },
  places: {
    functions_url: `${env.SUPABASE_URL}/functions/v1`,
    page_url: env.MAILINGS_PAGE_URL,
  },
  materials: createObjectStorage(env, MATERIALS),
  extract: runAloneIn('extract', env),
  embedder: createEmbedder(env, DIMENSIONS),
  payments: createStripe(env),
  store: env.STORE_KEYS && {
    shopify: createShopify(env),
    seals: sealsOf(env.STORE_KEYS),
    files: createLineFiles(env),
    deliveriesUrl: `${env.SUPABASE_URL}/functions/v1/webhooks/shopify`,
  },
});

export default { fetch: app.fetch };
