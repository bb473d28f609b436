import { useDoor } from '../../../../testkit/database/door.ts';
import { Asker } from './asker.ts';

/** People who ask, and what the meter says of them, for the tests of a file. */
export function useMeter() {
  const under = useDoor();
  return {
    under,

    /** Somebody new with an open session. */
    arrive: (): Promise<Asker> => Asker.arrive(under),

    /** Moves a request to a state. */
    move: (id: string, status: string) =>
      under.admin`update agent_requests set status = ${status} where id = ${id}`,

    /** Whose count is not the sum of their events; the invariant, in one statement. */
    unreconciled: () =>
      under.admin`
        select p.user_id, p.usage_count, coalesce(sum(e.quantity), 0) as sum
        from user_profiles p left join usage_events e using (user_id)
        group by p.user_id, p.usage_count
        having p.usage_count <> coalesce(sum(e.quantity), 0)`,
  };
}
