import { z } from 'zod';
import { PushToken, RegisterPushTokenInput } from '../../../src/identity/contract.ts';
import { listPushTokens } from '../../../src/identity/push-tokens/list-push-tokens.ts';
import { registerPushToken } from '../../../src/identity/push-tokens/register-push-token.ts';
import { removePushToken } from '../../../src/identity/push-tokens/remove-push-token.ts';
import type { App } from '../_shared/http/app.ts';
import { userRoute } from '../_shared/stacks/user-route.ts';

const PushTokenParams = z.object({ push_token_id: z.uuid() });

export function pushTokenRoutes(app: App): void {
  userRoute(app, {
    id: 'listPushTokens',
    method: 'get',
    path: '/me/push-tokens',
    summary: 'My devices',
    response: z.object({ items: z.array(PushToken) }),
  }, async ({ db, caller }) => ({ items: await listPushTokens(db, caller) }));

  userRoute(app, {
    id: 'registerPushToken',
    method: 'post',
    path: '/me/push-tokens',
    summary: 'Register this device, or take it over from who was signed in on it before',
    body: RegisterPushTokenInput,
    response: PushToken,
    status: 201,
  }, ({ db, body }) => registerPushToken(db, body));

  userRoute(app, {
    id: 'removePushToken',
    method: 'delete',
    path: '/me/push-tokens/{push_token_id}',
    summary: 'Forget a device',
    params: PushTokenParams,
    problems: { 404: 'No such device of mine' },
  }, ({ db, caller, params }) => removePushToken(db, caller, params.push_token_id));
}
