import { issueCheckInCode } from '../../../../src/academy/front-desk/pins/issue-check-in-code.ts';
import type { PinDigest } from '../../../../src/academy/front-desk/pins/pin-digest.ts';
import { CheckInCode, NewPin } from '../../../../src/academy/front-desk/pins/contract.ts';
import { removePin } from '../../../../src/academy/front-desk/pins/remove-pin.ts';
import { setPin } from '../../../../src/academy/front-desk/pins/set-pin.ts';
import { ForPerson } from '../../../../src/contract/for-person.ts';
import { GymParams } from '../../../../src/contract/params.ts';
import type { App } from '../../_shared/http/app.ts';
import { route } from '../../_shared/http/route/route.ts';
import { userStack } from '../../_shared/stacks/user.ts';
import { withContext } from '../../_shared/stacks/with-context.ts';

/** @param digestOf what PINs become before they go to the database */
export function pinRoutes(app: App, digestOf: PinDigest): void {
  route(app, withContext(userStack, { digestOf }), {
    id: 'setPin',
    method: 'put',
    path: '/gyms/{gym_id}/pin',
    summary: "A new PIN for the front desks of a gym: mine, a child's, for managers any member's",
    description: 'Made up here and told this once. The one before is right no more.',
    params: GymParams,
    query: ForPerson,
    response: NewPin,
    noStore: true,
    // Not kept for a replay either: the PIN is nowhere but in the answer.
    idempotent: false,
    problems: ['member_not_found'],
  }, setPin);

  route(app, userStack, {
    id: 'removePin',
    method: 'delete',
    path: '/gyms/{gym_id}/pin',
    summary: "Take a PIN: mine, a child's, for managers any member's",
    params: GymParams,
    query: ForPerson,
    problems: ['member_not_found', 'pin_not_found'],
  }, removePin);

  route(app, userStack, {
    id: 'issueCheckInCode',
    method: 'post',
    path: '/check-in-codes',
    summary: "A code for a front desk, mine or a child's, to be shown as a QR code",
    description: 'Good for a minute and for one check-in; ask for the next one before it expires.',
    query: ForPerson,
    response: CheckInCode,
    status: 201,
    noStore: true,
    // Not kept for a replay either: the code is nowhere but in the answer.
    idempotent: false,
    problems: ['member_not_found'],
  }, issueCheckInCode);
}
