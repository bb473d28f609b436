import { pageOf } from '../../../src/contract/page.ts';
import { GymParams } from '../../../src/contract/params.ts';
import { closeGym } from '../../../src/owner/closing/close-gym.ts';
import { GymClosing } from '../../../src/owner/closing/contract.ts';
import { keepGym } from '../../../src/owner/closing/keep-gym.ts';
import { readClosing } from '../../../src/owner/closing/read-closing.ts';
import { ExportedRow, ExportQuery } from '../../../src/owner/export/contract.ts';
import { exportGym } from '../../../src/owner/export/export-gym.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function closingRoutes(app: App): void {
  route(app, userStack, {
    id: 'closeGymForGood',
    method: 'post',
    path: '/gyms/{gym_id}/closing',
    summary: 'Close a gym, in thirty days; for its managers',
    description:
      'Until `erases_at` all goes on as before and it can be undone. Then nobody belongs ' +
      'to the gym any more, and its data is deleted but for what its members keep and what the law ' +
      'asks for: memberships that ended, graduations and titles, and the trail. Again changes nothing.',
    params: GymParams,
    response: GymClosing,
    problems: ['not_a_manager'],
  }, closeGym);

  route(app, userStack, {
    id: 'readClosing',
    method: 'get',
    path: '/gyms/{gym_id}/closing',
    summary: 'Whether a gym of mine is going to be closed',
    params: GymParams,
    response: GymClosing,
    problems: ['closing_not_found'],
  }, readClosing);

  route(app, userStack, {
    id: 'keepGym',
    method: 'delete',
    path: '/gyms/{gym_id}/closing',
    summary: 'Undo the closing of a gym, while there is time; for its managers',
    params: GymParams,
    response: GymClosing,
    problems: ['closing_not_found'],
  }, keepGym);

  route(app, userStack, {
    id: 'exportGym',
    method: 'get',
    path: '/gyms/{gym_id}/export',
    summary: 'Everything a gym has, page by page; for its managers',
    description:
      'Who belongs to it first, then table after table; a page never spans two. What only ' +
      'its owners may read is not in it, such as what members keep about their health, or their ' +
      'conversations. That it was taken, and of which children it told, is in the trail.',
    params: GymParams,
    query: ExportQuery,
    response: pageOf(ExportedRow),
    problems: ['not_a_manager'],
    noStore: true,
  }, exportGym);
}
