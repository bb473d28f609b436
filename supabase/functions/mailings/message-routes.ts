import { pageOf } from '../../../src/contract/page.ts';
import { ShopParams } from '../../../src/contract/params.ts';
import { AutomationParams } from '../../../src/mailings/automations/contract.ts';
import {
  Message,
  MessageParams,
  MessagesQuery,
  ReplayedMessages,
  ReplayMessageInput,
  ReplayMessagesInput,
} from '../../../src/mailings/messages/contract.ts';
import { listMessages } from '../../../src/mailings/messages/list-messages.ts';
import { readMessage } from '../../../src/mailings/messages/read-message.ts';
import { replayMessage, replayMessages } from '../../../src/mailings/messages/replay-messages.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';
import { withContext } from '../_shared/stacks/with-context.ts';

const AGAIN =
  'Whatever keeps a message from anybody is looked at again before it is sent. Of those that failed ' +
  'as `outcome_unknown` nobody knows whether they came: `may_repeat` accepts that some come twice, ' +
  'and the answer tells of how many that is so.';

export function messageRoutes(app: App): void {
  route(app, userStack, {
    id: 'listMessages',
    method: 'get',
    path: '/shops/{shop_id}/messages',
    summary: 'The messages of a shop’s automations and what became of each; for its managers',
    params: ShopParams,
    query: MessagesQuery,
    response: pageOf(Message),
  }, listMessages);

  route(app, userStack, {
    id: 'readMessage',
    method: 'get',
    path: '/messages/{message_id}',
    summary: 'What became of one message; for managers of the shop',
    params: MessageParams,
    response: Message,
    versioned: true,
    problems: ['message_not_found'],
  }, readMessage);

  const clocked = withContext(userStack, { now: () => new Date() });

  route(app, clocked, {
    id: 'replayMessage',
    method: 'post',
    path: '/messages/{message_id}/replay',
    summary: 'Have a message that failed sent again; for managers of the shop',
    description: AGAIN,
    params: MessageParams,
    body: ReplayMessageInput,
    response: ReplayedMessages,
    problems: ['message_not_found', 'message_not_failed', 'messages_may_repeat'],
  }, replayMessage);

  route(app, clocked, {
    id: 'replayMessages',
    method: 'post',
    path: '/automations/{automation_id}/messages/replay',
    summary:
      'Have an automation’s messages sent again by why they failed; for managers of the shop',
    description: AGAIN,
    params: AutomationParams,
    body: ReplayMessagesInput,
    response: ReplayedMessages,
    problems: ['automation_not_found', 'messages_may_repeat'],
  }, replayMessages);
}
