import { linkTo } from '../page.ts';
import type { Person } from '../people/person.ts';
import type { ShownShop } from './find-shops.ts';

/** What each state means for what is known of a shop. */
const STATES: Record<string, string> = {
  connected: 'all of it is known, as it happens',
  stale: 'nothing new is heard: its credentials are refused, or a file told of it',
  truncated: 'orders of the last 60 days only, so that its segments tell little',
  uninstalled: 'the app was removed; what was known then stays',
};

/** How a shop stands, and with whose eyes the page looks. */
export const ShopFacts = ({ shop, manager }: { shop: ShownShop; manager: Person }) => (
  <dl class='facts'>
    <dt>State</dt>
    <dd>
      <strong>{shop.state}</strong>: {STATES[shop.state]}
    </dd>
    <dt>Gym</dt>
    <dd>{shop.gym}</dd>
    <dt>Counts in</dt>
    <dd>{shop.currency}, by days of {shop.timezone}</dd>
    <dt>Seen as</dt>
    <dd>
      <a href={linkTo({ person: manager }, '/matrix')}>{manager.label}</a>, who manages the gym
    </dd>
  </dl>
);
