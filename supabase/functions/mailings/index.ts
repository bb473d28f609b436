import { createApp } from '../_shared/http/app.ts';
import {
  authEnv,
  cursorEnv,
  databaseEnv,
  httpEnv,
  mailingsEnv,
  readEnv,
} from '../_shared/runtime/env.ts';
import { mailingsRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv, ...mailingsEnv });
const app = createApp({
  name: 'mailings',
  description: 'What a shop tells its customers by itself: when, whom, and what came of it.',
  env,
});
mailingsRoutes(app, {
  functions_url: `${env.SUPABASE_URL}/functions/v1`,
  page_url: env.MAILINGS_PAGE_URL,
});

export default { fetch: app.fetch };
