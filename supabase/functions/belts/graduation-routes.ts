import { Certificate, CertificateQuery } from '../../../src/belts/certificates/contract.ts';
import { readCertificate } from '../../../src/belts/certificates/read-certificate.ts';
import {
  Graduation,
  GraduationParams,
  GraduationsQuery,
  GymGraduationsQuery,
  PromoteInput,
  VoidInput,
} from '../../../src/belts/graduations/contract.ts';
import { listGraduations } from '../../../src/belts/graduations/list-graduations.ts';
import { listGymGraduations } from '../../../src/belts/graduations/list-gym-graduations.ts';
import { promote } from '../../../src/belts/graduations/promote.ts';
import { readGraduation } from '../../../src/belts/graduations/read-graduation.ts';
import { voidGraduation } from '../../../src/belts/graduations/void-graduation.ts';
import { pageOf } from '../../../src/contract/page.ts';
import { GymParams } from '../../../src/contract/params.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

/** What a promotion is refused with. */
export const ofPromotion = [
  'not_belt_staff',
  'member_not_found',
  'promoted_in_future',
  'rank_unknown',
  'rank_held',
  'promoted_since',
  'not_eligible',
] as const;

export function graduationRoutes(app: App): void {
  route(app, userStack, {
    id: 'promote',
    method: 'post',
    path: '/gyms/{gym_id}/graduations',
    summary: 'Promote a member; for staff, and never themselves or a child of theirs',
    description:
      'The rules in force on that day decide, by the history of that day. `not_eligible` has an ' +
      'entry in `errors` for each condition that does not hold, whose `facts` are as eligibility ' +
      'has them. An `override_reason` sets the rules aside, and is in the trail.',
    params: GymParams,
    body: PromoteInput,
    response: Graduation,
    status: 201,
    problems: ofPromotion,
  }, promote);

  route(app, userStack, {
    id: 'listGymGraduations',
    method: 'get',
    path: '/gyms/{gym_id}/graduations',
    summary: 'What a gym awarded, the latest written down first; for staff',
    params: GymParams,
    query: GymGraduationsQuery,
    response: pageOf(Graduation),
  }, listGymGraduations);

  route(app, userStack, {
    id: 'listGraduations',
    method: 'get',
    path: '/graduations',
    summary: 'My ranks, a child’s, or for staff a member’s, the latest first',
    query: GraduationsQuery,
    response: pageOf(Graduation),
  }, listGraduations);

  route(app, userStack, {
    id: 'readGraduation',
    method: 'get',
    path: '/graduations/{graduation_id}',
    summary: 'A graduation of mine, of a child of mine, or for staff of their gym',
    params: GraduationParams,
    response: Graduation,
    problems: ['graduation_not_found'],
  }, readGraduation);

  route(app, userStack, {
    id: 'voidGraduation',
    method: 'post',
    path: '/graduations/{graduation_id}/void',
    summary: 'Take a graduation back that was a mistake; for staff of the gym that awarded it',
    description: 'It stays in the history, with the reason; the rank is what it was before.',
    params: GraduationParams,
    body: VoidInput,
    response: Graduation,
    problems: ['graduation_not_found', 'graduation_voided', 'not_belt_staff'],
  }, voidGraduation);

  route(app, userStack, {
    id: 'readCertificate',
    method: 'get',
    path: '/graduations/{graduation_id}/certificate',
    summary: 'The certificate, for whom it is about, their guardians and staff of the gym',
    description:
      'Latin, Greek and Cyrillic letters are drawn. What is no letter, and cannot be drawn, is left ' +
      'out of a name; a name in another script is refused.',
    params: GraduationParams,
    query: CertificateQuery,
    response: Certificate,
    media: 'application/pdf',
    problems: ['graduation_not_found', 'graduation_voided', 'certificate_script'],
  }, readCertificate);
}
