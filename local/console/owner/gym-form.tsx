import type { Range } from '../../../src/owner/overview/range.ts';
import type { View } from '../page.ts';
import { DateRange } from '../parts/date-range.tsx';
import type { ShownGym } from './find-gyms.ts';

interface Props {
  view: View;
  gyms: ShownGym[];
  chosen: ShownGym;
  between: Range;
}

/** Which gym is looked at, and between which dates. */
export const GymForm = ({ view, gyms, chosen, between }: Props) => (
  <form class='line' method='get' action='/owner'>
    <input type='hidden' name='as' value={view.person.key} />
    <label for='gym'>Gym</label>
    <select id='gym' name='gym' data-submits>
      {gyms.map((gym) => (
        <option value={gym.id} selected={gym === chosen}>{gym.name} · {gym.timezone}</option>
      ))}
    </select>
    <DateRange label='From' between={between} />
  </form>
);
