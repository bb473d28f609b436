import { cancelNotification } from '../../../src/notifications/notifications/cancel-notification.ts';
import { changeNotification } from '../../../src/notifications/notifications/change-notification.ts';
import {
  ChangeNotificationInput,
  Notification,
  NotificationParams,
  SendNotificationInput,
} from '../../../src/notifications/notifications/contract.ts';
import { listNotifications } from '../../../src/notifications/notifications/list-notifications.ts';
import { readNotification } from '../../../src/notifications/notifications/read-notification.ts';
import { sendNotification } from '../../../src/notifications/notifications/send-notification.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { GymParams } from '../../../src/contract/params.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

const ofAudience = [
  ...['not_staff_here', 'not_your_class', 'class_not_found'] as const,
  ...['scheduled_in_past', 'scheduled_too_late'] as const,
] as const;
const ofState = [
  ...['notification_not_found', 'not_the_sender'] as const,
  ...['notification_sent', 'notification_failed'] as const,
] as const;

export function notificationRoutes(app: App): void {
  route(app, userStack, {
    id: 'sendNotification',
    method: 'post',
    path: '/gyms/{gym_id}/notifications',
    summary: 'Write to members of a gym, now or later; for staff',
    description:
      'Managers write to everybody, instructors to the classes they teach. Whom it is for is found ' +
      'out when it is sent, among who is a member then. Guardians are told instead of small children.',
    params: GymParams,
    body: SendNotificationInput,
    response: Notification,
    status: 201,
    versioned: true,
    problems: ofAudience,
  }, sendNotification);

  route(app, userStack, {
    id: 'listNotifications',
    method: 'get',
    path: '/gyms/{gym_id}/notifications',
    summary: 'What staff wrote to members of a gym, newest first; for staff',
    params: GymParams,
    query: PageQuery,
    response: pageOf(Notification),
  }, listNotifications);

  route(app, userStack, {
    id: 'readNotification',
    method: 'get',
    path: '/gyms/{gym_id}/notifications/{notification_id}',
    summary: 'What staff wrote, and how many have read it; for staff',
    params: NotificationParams,
    response: Notification,
    versioned: true,
    problems: ['notification_not_found'],
  }, readNotification);

  route(app, userStack, {
    id: 'changeNotification',
    method: 'patch',
    path: '/gyms/{gym_id}/notifications/{notification_id}',
    summary: 'Change what is still to be sent; for who wrote it and managers',
    params: NotificationParams,
    body: ChangeNotificationInput,
    response: Notification,
    versioned: true,
    problems: [...ofState, ...ofAudience],
  }, changeNotification);

  route(app, userStack, {
    id: 'cancelNotification',
    method: 'delete',
    path: '/gyms/{gym_id}/notifications/{notification_id}',
    summary: 'Take back what is still to be sent; for who wrote it and managers',
    params: NotificationParams,
    problems: ofState,
  }, cancelNotification);
}
