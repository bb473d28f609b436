import { ForPerson } from '../../../src/contract/for-person.ts';
import { pageOf } from '../../../src/contract/page.ts';
import {
  InboxQuery,
  MarkedRead,
  MarkReadInput,
  ReceivedNotification,
  Unread,
} from '../../../src/notifications/inbox/contract.ts';
import { countUnread } from '../../../src/notifications/inbox/count-unread.ts';
import { listInbox } from '../../../src/notifications/inbox/list-inbox.ts';
import { markRead } from '../../../src/notifications/inbox/mark-read.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function inboxRoutes(app: App): void {
  route(app, userStack, {
    id: 'listInbox',
    method: 'get',
    path: '/inbox',
    summary: 'What I, or a child of mine, was told, newest first',
    query: InboxQuery,
    response: pageOf(ReceivedNotification),
  }, listInbox);

  route(app, userStack, {
    id: 'countUnread',
    method: 'get',
    path: '/inbox/unread',
    summary: 'How much of it was not read yet',
    query: ForPerson,
    response: Unread,
  }, countUnread);

  route(app, userStack, {
    id: 'markRead',
    method: 'post',
    path: '/inbox/read',
    summary: 'Mark as read: some of it, or all up to a moment',
    description: 'What was read stays as it was; what is not in the inbox is passed over.',
    query: ForPerson,
    body: MarkReadInput,
    response: MarkedRead,
    problems: ['child_not_found'],
  }, markRead);
}
