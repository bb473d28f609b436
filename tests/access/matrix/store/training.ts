import type { Subject } from '../../proof/cells.ts';
import { closed } from '../closed.ts';

const person = 'customer_id uuid, user_id uuid, first_name text, last_name text';

/** Who a shop and its gym know: `shop`, then the segment, the training and where the page before ended. */
const page = (shop: string, filters = 'null, null', after = 'null, null, null') =>
  `select coalesce(customer_id, user_id)
    from private.training_page(:shops.${shop}, 14, ${filters}, ${after}, 101)`;

const trainingPage: Subject = {
  name: 'private.training_page(uuid,integer,text,text,numeric,text,uuid,integer)',
  returns: `TABLE(${person}, segment text, training text, total_spent numeric, ` +
    'sort_name text, sort_id uuid)',
  probes: {
    north: page('north'),
    south: page('south'),
    gone: page('gone'),
    scored: page('north', `'potential_loyalist', null`),
    unscored: page('north', `'none', null`),
    staff: page('north', `null, 'staff'`),
    'behind the fellow': page('north', 'null, null', `10, 'fellow', :customers.isFellow`),
    'of less': page('north', 'null, null', `5, 'a', :customers.isFellow`),
  },
  access: [`
| actor            | north                                                      | south                                       | gone  | scored                     | unscored                        | staff                     | behind the fellow                         | of less                         |
| anonymous system | 42501                                                      | 42501                                       | 42501 | 42501                      | 42501                           | 42501                     | 42501                                     | 42501                           |
| manager deputy   | isStudent isFellow isNobody instructor manager deputy grown | -                                           | -     | isStudent isFellow isNobody | instructor manager deputy grown | instructor manager deputy | isStudent instructor manager deputy grown | instructor manager deputy grown |
| otherManager     | -                                                          | isStudentAtSouth isOtherStudent manager otherManager | -     | -                          | -                               | -                         | -                                         | -                               |
| everyone else    | -                                                          | -                                           | -     | -                          | -                               | -                         | -                                         | -                               |`],
};

const counts = (shop: string) =>
  `select sum(people)::text from private.training_counts(:shops.${shop}, 14)`;

const trainingCounts: Subject = {
  name: 'private.training_counts(uuid,integer)',
  returns: 'TABLE(segment text, training text, people integer, total_spent numeric)',
  probes: { north: counts('north'), south: counts('south') },
  access: [`
| actor            | north | south |
| anonymous system | 42501 | 42501 |
| manager deputy   | 7     | null  |
| otherManager     | null  | 4     |
| everyone else    | null  | null  |`],
};

const instant = 'timestamp with time zone';
const closedSteps = closed([
  [
    `training_of(uuid,integer,${instant})`,
    `TABLE(${person}, segment customer_segment, training text, total_spent numeric)`,
    'training_of(:shops.north, 14, now())',
  ],
  [
    `last_there(uuid,${instant})`,
    'TABLE(user_id uuid, role text, joined_on date, came_on date)',
    'last_there(:gyms.north, now())',
  ],
]);

export const training = [trainingPage, trainingCounts, ...closedSteps];
