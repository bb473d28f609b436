import { z } from 'zod';
import {
  CalendarLink,
  CreateLinkInput,
  LinkParams,
  NewCalendarLink,
} from '../../../../src/academy/calendar/contract.ts';
import { createLink } from '../../../../src/academy/calendar/create-link.ts';
import { listLinks } from '../../../../src/academy/calendar/list-links.ts';
import { revokeLink } from '../../../../src/academy/calendar/revoke-link.ts';
import type { App } from '../../_shared/http/app.ts';
import { route } from '../../_shared/http/route/route.ts';
import { userStack } from '../../_shared/stacks/user.ts';
import { withContext } from '../../_shared/stacks/with-context.ts';

export function calendarLinkRoutes(app: App, feeds: string): void {
  route(app, withContext(userStack, { feeds }), {
    id: 'createCalendarLink',
    method: 'post',
    path: '/calendar-links',
    summary: 'Make a link that calendar programs can subscribe to',
    description:
      "Whoever has the link reads the schedule: of the caller's own gyms, or of one gym for its " +
      'managers. Its address is told this once.',
    body: CreateLinkInput,
    response: NewCalendarLink,
    status: 201,
    noStore: true,
    // Not kept for a replay either: the secret is nowhere but in the answer.
    idempotent: false,
  }, createLink);

  route(app, userStack, {
    id: 'listCalendarLinks',
    method: 'get',
    path: '/calendar-links',
    summary: 'My links and those of the gyms I manage, without their secrets',
    response: z.object({ items: z.array(CalendarLink) }),
  }, listLinks);

  route(app, userStack, {
    id: 'revokeCalendarLink',
    method: 'delete',
    path: '/calendar-links/{link_id}',
    summary: 'Revoke a link: from now on it opens nothing',
    params: LinkParams,
    problems: ['calendar_link_not_found'],
  }, revokeLink);
}
