import { triggers } from '../../../../declare/triggers.ts';
import { checkIns } from '../../../academy/check-ins/check-ins.ts';

export const checkInsDues = triggers(checkIns, {
  name: 'give_punch_back',
  after: ['update'],
  of: ['status'],
  when: "new.status = 'cancelled' and old.status <> 'cancelled'",
  run: 'private.give_punch_back',
});
