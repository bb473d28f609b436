import type { Subject } from '../../proof/cells.ts';
import { claiming } from './accepting/claiming.ts';
import { guarding } from './accepting/guarding.ts';
import { lettingIn } from './accepting/letting-in.ts';
import { open } from './accepting/steps.ts';
import { using } from './accepting/using.ts';

const parts = [lettingIn, claiming, using, guarding];

/**
 * Accepting an invitation. Who comes is the same for every actor: somebody with a fresh account, whose
 * claims another login has checked.
 */
export const acceptInvitation: Subject = {
  name: 'private.accept_invitation(text,text)',
  returns: 'SETOF invitations',
  probes: Object.assign({ 'as oneself': open('new') }, ...parts.map(({ probes }) => probes)),
  access: [
    `
| actor            | as oneself  |
| anonymous system | 42501       |
| newcomer deleted | 42501/guard |
| everyone else    | 23514       |`,
    ...parts.flatMap(({ access }) => access),
  ],
};
