import { pinDigest } from '../../../src/academy/front-desk/pins/pin-digest.ts';
import { createApp } from '../_shared/http/app.ts';
import { databaseEnv, httpEnv, pinEnv, readEnv } from '../_shared/runtime/env.ts';
import { frontDeskRoutes } from './routes.ts';

const env = readEnv({ ...databaseEnv, ...httpEnv, ...pinEnv });
const app = createApp({
  name: 'front-desk',
  description: "A gym's device at the door: today's classes, and members who check in.",
  env,
});
frontDeskRoutes(app, pinDigest(env.PIN_HASH_KEY));

export default { fetch: app.fetch };
