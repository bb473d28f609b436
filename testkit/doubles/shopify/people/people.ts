import { customerAt } from './customers.ts';
import { peopleOf, type PeopleOptions } from './options.ts';
import { orderAt } from './orders.ts';

/** All of them at once; for many, `customerAt` and `orderAt` make one after the other. */
export function somePeople(options: PeopleOptions) {
  const people = peopleOf(options);
  return {
    customers: Array.from({ length: people.customers }, (_, index) => customerAt(people, index)),
    orders: Array.from({ length: people.orders }, (_, index) => orderAt(people, index)),
  };
}
