import type { View } from '../page.ts';
import { DateRange } from '../parts/date-range.tsx';
import type { ShownShop } from './find-shops.ts';

interface Props {
  view: View;
  shops: ShownShop[];
  chosen: ShownShop;
  /** Between which dates movement is shown. */
  between: { from: string; to: string };
}

/** Which shop is looked at, and between which dates customers moved. */
export const ShopForm = ({ view, shops, chosen, between }: Props) => (
  <form class='line' method='get' action='/store'>
    <input type='hidden' name='as' value={view.person.key} />
    <label for='shop'>Shop</label>
    <select id='shop' name='shop' data-submits>
      {shops.map((shop) => (
        <option value={shop.id} selected={shop === chosen}>{shop.domain} · {shop.gym}</option>
      ))}
    </select>
    <DateRange label='Movement from' between={between} />
  </form>
);
