import type { Range } from '../../../src/owner/overview/range.ts';
import type { View } from '../page.ts';
import type { ShownGym } from './find-gyms.ts';

interface Props {
  view: View;
  gyms: ShownGym[];
  chosen: ShownGym;
  between: Range;
}

/** Which gym is looked at, and between which dates. */
export const GymForm = ({ view, gyms, chosen, between: { from, to } }: Props) => (
  <form class='line' method='get' action='/owner'>
    <input type='hidden' name='as' value={view.person.key} />
    <label for='gym'>Gym</label>
    <select id='gym' name='gym' data-submits>
      {gyms.map((gym) => (
        <option value={gym.id} selected={gym === chosen}>{gym.name} · {gym.timezone}</option>
      ))}
    </select>
    <label for='from'>From</label>
    <input type='date' id='from' name='from' value={from} max={to} required />
    <label for='to'>to</label>
    <input type='date' id='to' name='to' value={to} required />
    <button type='submit' class='main'>Show</button>
  </form>
);
