import type { Automation } from '../../../src/mailings/automations/contract.ts';
import type { View } from '../page.ts';
import type { ShownShop } from '../store/find-shops.ts';

interface Props {
  view: View;
  shops: ShownShop[];
  shop: ShownShop;
  automations: Automation[];
  chosen: Automation | undefined;
}

const stateOf = ({ enabled, published_version }: Automation): string =>
  published_version === null ? 'draft' : `${enabled ? 'runs' : 'stopped'}, v${published_version}`;

/** Which automation of which shop is looked at. */
export const AutomationForm = ({ view, shops, shop, automations, chosen }: Props) => (
  <form class='line' method='get' action='/mailings'>
    <input type='hidden' name='as' value={view.person.key} />
    <label for='shop'>Shop</label>
    <select id='shop' name='shop' data-submits>
      {shops.map((each) => (
        <option value={each.id} selected={each === shop}>{each.domain} · {each.gym}</option>
      ))}
    </select>
    <label for='automation'>Automation</label>
    <select id='automation' name='automation' data-submits>
      {automations.map((each) => (
        <option value={each.id} selected={each === chosen}>
          {each.name} · {each.trigger} · {stateOf(each)}
        </option>
      ))}
    </select>
    <button type='submit' class='main'>Show</button>
  </form>
);
