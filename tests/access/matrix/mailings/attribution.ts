import type { Subject } from '../../proof/cells.ts';
import { closed } from '../closed.ts';

const told = (shop: string) =>
  `select private.automation_attribution(:automations.${shop}, 400, 30, 100) ->> 'days'`;

const automationAttribution: Subject = {
  name: 'private.automation_attribution(uuid,integer,integer,integer)',
  returns: 'jsonb',
  probes: {
    north: told('north'),
    left: told('left'),
    south: told('south'),
    gone: told('gone'),
    'as it was published': `select private.automation_attribution(:automations.north, null, 30, 100)
      ->> 'days'`,
  },
  access: [`
| actor            | north | left  | south | gone  | as it was published |
| anonymous system | 42501 | 42501 | 42501 | 42501 | 42501               |
| manager deputy   | 90    | 90    | null  | null  | 7                   |
| otherManager     | null  | null  | 90    | null  | null                |
| everyone else    | null  | null  | null  | null  | null                |`],
};

export const attribution: Subject[] = [
  automationAttribution,
  ...closed([
    [
      'attribution_of(uuid,integer,integer,integer,timestamp with time zone)',
      'jsonb',
      'attribution_of(:automations.north, 7, 30, 100, now())',
    ],
    [
      'attributed_orders(uuid,integer,timestamp with time zone)',
      'TABLE(messages integer, customers integer, orders integer, revenue numeric, ' +
      'orders_in_other_currency integer)',
      'attributed_orders(:automations.north, 7, now())',
    ],
    [
      'group_sums(uuid,integer,timestamp with time zone)',
      'TABLE(percent integer, held_out boolean, customers numeric, buyers numeric, ' +
      'orders numeric, revenue numeric, error numeric)',
      'group_sums(:automations.north, 7, now())',
    ],
    [
      'compare_groups(uuid,integer,integer,integer,timestamp with time zone)',
      'jsonb',
      'compare_groups(:automations.north, 7, 30, 100, now())',
    ],
  ]),
];
