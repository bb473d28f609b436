import { pinDigest } from '../../../src/academy/front-desk/pins/pin-digest.ts';
import * as tables from '../../../src/db/schema/academy/index.ts';
import { createApp } from '../_shared/http/app.ts';
import {
  authEnv,
  cursorEnv,
  databaseEnv,
  httpEnv,
  pinEnv,
  readEnv,
} from '../_shared/runtime/env.ts';
import { academyRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...authEnv, ...cursorEnv, ...pinEnv });
const app = createApp({
  name: 'academy',
  description:
    'Gyms, who belongs to them, their schedules, front desks, invitations and the trail.',
  tables,
  env,
});
academyRoutes(app, `${env.SUPABASE_URL}/functions/v1/calendar`, pinDigest(env.PIN_HASH_KEY));

export default { fetch: app.fetch };
