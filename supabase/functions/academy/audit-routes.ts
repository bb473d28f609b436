import { AuditEvent, PersonTrailQuery } from '../../../src/academy/audit/contract.ts';
import { listGymTrail } from '../../../src/academy/audit/list-gym-trail.ts';
import { listPersonTrail } from '../../../src/academy/audit/list-person-trail.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { GymParams } from '../../../src/contract/params.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function auditRoutes(app: App): void {
  route(app, userStack, {
    id: 'listGymTrail',
    method: 'get',
    path: '/gyms/{gym_id}/audit-events',
    summary: 'Who did what about whom in a gym, newest first; for managers',
    params: GymParams,
    query: PageQuery,
    response: pageOf(AuditEvent),
  }, listGymTrail);

  route(app, userStack, {
    id: 'listPersonTrail',
    method: 'get',
    path: '/audit-events',
    summary: 'What was done about me, or about a child of mine, newest first',
    query: PersonTrailQuery,
    response: pageOf(AuditEvent),
  }, listPersonTrail);
}
