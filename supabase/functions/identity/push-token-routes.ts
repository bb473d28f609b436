import { z } from 'zod';
import {
  PushToken,
  PushTokenParams,
  RegisterPushTokenInput,
} from '../../../src/identity/push-tokens/contract.ts';
import { listPushTokens } from '../../../src/identity/push-tokens/list-push-tokens.ts';
import { registerPushToken } from '../../../src/identity/push-tokens/register-push-token.ts';
import { removePushToken } from '../../../src/identity/push-tokens/remove-push-token.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function pushTokenRoutes(app: App): void {
  route(app, userStack, {
    id: 'listPushTokens',
    method: 'get',
    path: '/me/push-tokens',
    summary: 'My devices',
    response: z.object({ items: z.array(PushToken) }),
  }, listPushTokens);

  route(app, userStack, {
    id: 'registerPushToken',
    method: 'post',
    path: '/me/push-tokens',
    summary: 'Register this device, or take it over from who was signed in on it before',
    body: RegisterPushTokenInput,
    response: PushToken,
    status: 201,
  }, registerPushToken);

  route(app, userStack, {
    id: 'removePushToken',
    method: 'delete',
    path: '/me/push-tokens/{push_token_id}',
    summary: 'Forget a device',
    params: PushTokenParams,
    problems: ['push_token_not_found'],
  }, removePushToken);
}
