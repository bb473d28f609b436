import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { platforms, pushToken, pushTokens } from '../../db/schema/identity/push-tokens.ts';

const pushTokenRow = createSelectSchema(pushTokens, {
  id: z.guid(),
  last_seen_at: instant,
  ...timestamps,
});

const device = { token: 'ExponentPushToken[xxxxxxxxxxxxxxxxxxxxxx]', platform: 'ios' };

export const PushToken = pushTokenRow.pick({
  id: true,
  token: true,
  platform: true,
  last_seen_at: true,
  created_at: true,
}).meta({
  id: 'PushToken',
  example: {
    id: '3d9c0a5e-7f21-4b68-8e93-a4d6c1f0b752',
    ...device,
    last_seen_at: EXAMPLE.asked,
    created_at: EXAMPLE.founded,
  },
});
export type PushToken = z.output<typeof PushToken>;

export const RegisterPushTokenInput = z.strictObject({
  token: pushToken.schema.meta({ description: 'As Expo gives it to the app' }),
  platform: platforms.schema,
}).meta({ id: 'RegisterPushTokenInput', example: device });
export type RegisterPushTokenInput = z.output<typeof RegisterPushTokenInput>;

export const PushTokenParams = z.object({ push_token_id: z.guid() });
