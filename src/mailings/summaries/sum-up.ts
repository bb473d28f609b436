import { delayReasons } from '../../db/schema/mailings/lists.ts';
import { countedOf } from '../totals.ts';
import type { Summary } from './contract.ts';

type Statuses = Summary['statuses'];

/** Puts messages, counted by status and reason, into the sums that a dry run has. */
export function sumUp(statuses: Statuses): Omit<Summary, 'automation_id'> {
  const waits = ({ status, reason }: Statuses[number]) =>
    status === 'scheduled' && delayReasons.values.some((delay) => delay === reason);
  const sum = (which: (each: Statuses[number]) => boolean) =>
    statuses.filter(which).reduce((total, each) => total + each.count, 0);
  const counted = (which: (each: Statuses[number]) => boolean) =>
    countedOf(Object.fromEntries(
      statuses.filter(which).map(({ reason, count }) => [reason, count]),
    ));
  return {
    planned: sum(({ status }) => status !== 'cancelled'),
    to_send: sum((each) =>
      each.status !== 'held_out' && each.status !== 'refused' && each.status !== 'cancelled' &&
      !waits(each)
    ),
    held_out: sum(({ status }) => status === 'held_out'),
    rescheduled: counted(waits),
    refused: counted(({ status }) => status === 'refused'),
    cancelled: sum(({ status }) => status === 'cancelled'),
    statuses,
  };
}
