import { z } from 'zod';
import {
  AtRiskQuery,
  AttendancePageQuery,
  AttendanceQuery,
  ClassAttendance,
  MemberAtRisk,
  MemberAttendance,
  PersonAttendance,
} from '../../../src/academy/attendance/contract.ts';
import { listAtRisk } from '../../../src/academy/attendance/list-at-risk.ts';
import { listAttendance } from '../../../src/academy/attendance/list-attendance.ts';
import { listClassAttendance } from '../../../src/academy/attendance/list-class-attendance.ts';
import { readAttendance } from '../../../src/academy/attendance/read-attendance.ts';
import { Birthday, BirthdaysQuery } from '../../../src/academy/birthdays/contract.ts';
import { listBirthdays } from '../../../src/academy/birthdays/list-birthdays.ts';
import { RosterEntry, RosterQuery } from '../../../src/academy/roster/contract.ts';
import { listRoster } from '../../../src/academy/roster/list-roster.ts';
import { pageOf } from '../../../src/contract/page.ts';
import { ClassParams, GymParams, MemberParams } from '../../../src/contract/params.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function attendanceRoutes(app: App): void {
  route(app, userStack, {
    id: 'listAttendance',
    method: 'get',
    path: '/gyms/{gym_id}/attendance',
    summary: 'How regularly the members of a gym came, by name; for staff',
    params: GymParams,
    query: AttendancePageQuery,
    response: pageOf(MemberAttendance),
  }, listAttendance);

  route(app, userStack, {
    id: 'listClassAttendance',
    method: 'get',
    path: '/gyms/{gym_id}/attendance/classes',
    summary: 'How well each class of a gym was attended; for staff',
    params: GymParams,
    query: AttendanceQuery,
    response: z.object({ items: z.array(ClassAttendance) }),
  }, listClassAttendance);

  route(app, userStack, {
    id: 'readAttendance',
    method: 'get',
    path: '/gyms/{gym_id}/members/{user_id}/attendance',
    summary: 'How regularly I, a child of mine, or for staff a member came, in all and by class',
    params: MemberParams,
    query: AttendanceQuery,
    response: PersonAttendance,
    problems: ['member_not_found'],
  }, readAttendance);

  route(app, userStack, {
    id: 'listAtRisk',
    method: 'get',
    path: '/gyms/{gym_id}/at-risk',
    summary: 'Students who stay away, and the reason, the longest first; for staff',
    params: GymParams,
    query: AtRiskQuery,
    response: pageOf(MemberAtRisk),
  }, listAtRisk);

  route(app, userStack, {
    id: 'listBirthdays',
    method: 'get',
    path: '/gyms/{gym_id}/birthdays',
    summary: "Today's birthdays and those to come; for staff",
    params: GymParams,
    query: BirthdaysQuery,
    response: pageOf(Birthday),
  }, listBirthdays);

  route(app, userStack, {
    id: 'listRoster',
    method: 'get',
    path: '/classes/{class_id}/roster',
    summary: 'Who is expected at a class, or was there, and whom to call for them; for staff',
    description: 'By name. Of which children it told the age, and whose contacts, is in the trail.',
    params: ClassParams,
    query: RosterQuery,
    response: pageOf(RosterEntry),
    noStore: true,
  }, listRoster);
}
