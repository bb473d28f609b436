import type { PinDigest } from '../../../src/academy/front-desk/pins/pin-digest.ts';
import type { App } from '../_shared/http/app.ts';
import { attendanceRoutes } from './attendance-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { checkInRoutes } from './check-in-routes.ts';
import { frontDeskRoutes } from './front-desk/front-desk-routes.ts';
import { pinRoutes } from './front-desk/pin-routes.ts';
import { gymRoutes } from './gym-routes.ts';
import { gymMemberRoutes } from './people/gym-member-routes.ts';
import { invitationRoutes } from './people/invitation-routes.ts';
import { memberRoutes } from './people/member-routes.ts';
import { membershipRoutes } from './people/membership-routes.ts';
import { calendarLinkRoutes } from './schedule/calendar-link-routes.ts';
import { classRoutes } from './schedule/class-routes.ts';
import { scheduleRoutes } from './schedule/schedule-routes.ts';

/**
 * @param feeds the address that calendars are read at, before a link's secret
 * @param digestOf what PINs become before they go to the database
 */
export function academyRoutes(app: App, feeds: string, digestOf: PinDigest): void {
  gymRoutes(app);
  gymMemberRoutes(app);
  membershipRoutes(app);
  classRoutes(app);
  scheduleRoutes(app);
  checkInRoutes(app);
  calendarLinkRoutes(app, feeds);
  memberRoutes(app);
  invitationRoutes(app);
  frontDeskRoutes(app);
  pinRoutes(app, digestOf);
  auditRoutes(app);
  attendanceRoutes(app);
}
