import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { instant, timestamps } from '../../contract/fields.ts';
import { pushToken, pushTokens } from '../../db/schema/identity/push-tokens.ts';

const pushTokenRow = createSelectSchema(pushTokens, {
  id: z.guid(),
  last_seen_at: instant,
  ...timestamps,
});

export const PushToken = pushTokenRow.pick({
  id: true,
  token: true,
  platform: true,
  last_seen_at: true,
  created_at: true,
}).meta({ id: 'PushToken' });
export type PushToken = z.output<typeof PushToken>;

export const RegisterPushTokenInput = z.strictObject({
  token: pushToken.schema.meta({ example: 'ExponentPushToken[xxxxxxxxxxxxxxxxxxxxxx]' }),
  platform: pushTokenRow.shape.platform,
}).meta({ id: 'RegisterPushTokenInput' });
export type RegisterPushTokenInput = z.output<typeof RegisterPushTokenInput>;

export const PushTokenParams = z.object({ push_token_id: z.guid() });
