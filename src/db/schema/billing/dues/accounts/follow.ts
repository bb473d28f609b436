import { triggers } from '../../../../declare/triggers.ts';
import { memberships } from '../../../academy/memberships.ts';

export const membershipsDues = triggers(memberships, {
  name: 'end_coverage',
  after: ['update'],
  when: 'old.in_effect and not new.in_effect',
  run: 'private.end_dues_coverage',
});
