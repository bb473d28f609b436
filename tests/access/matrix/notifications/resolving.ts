import type { Subject } from '../../proof/cells.ts';
import { closed } from '../closed.ts';
import { audiences } from './resolve/audiences.ts';
import { belts } from './resolve/belts.ts';
import { deliveries } from './resolve/deliveries.ts';
import { states } from './resolve/states.ts';

const instant = 'timestamp with time zone';
const parts = [audiences, belts, states, deliveries];

const resolveNotification: Subject = {
  name: `private.resolve_notification(uuid,${instant})`,
  returns: 'text',
  probes: Object.assign({}, ...parts.map(({ probes }) => probes)),
  access: parts.flatMap(({ access }) => access),
};

/** They ask nobody who they are. */
const steps = closed([
  [`audience_of(uuid,jsonb,${instant})`, 'uuid[]', `audience_of(:gyms.north, '{}', now())`],
  ['expected_at(uuid,uuid,date)', 'uuid[]', `expected_at(:gyms.north, :classes.mat, '2020-01-06')`],
  [
    'regulars_of(uuid,uuid,date,date)',
    'uuid[]',
    `regulars_of(:gyms.north, :classes.mat, '2020-01-06', '2020-01-07')`,
  ],
  [
    'wearers_of(uuid,text,text,integer,date)',
    'uuid[]',
    `wearers_of(:gyms.north, 'Sumo', 'white', null, '2020-01-06')`,
  ],
  [
    `make_deliveries(notifications,uuid[],${instant})`,
    'record',
    `make_deliveries((select n from public.notifications n limit 1), '{}', now())`,
  ],
  [
    `quiet_end(${instant},text,time without time zone,time without time zone)`,
    instant,
    `quiet_end(now(), 'UTC', '22:00', '07:00')`,
  ],
]);

export const resolving = [resolveNotification, ...steps];
