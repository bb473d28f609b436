import type { MadeUpPeople } from '../people/made-up.ts';
import type { ConsoleDoors } from './doors.ts';
import type { Once } from '../run-as/once.ts';
import type { StackFacts } from './stack-facts.ts';

/** What every page works with. */
export interface Workbench {
  stack: StackFacts;
  doors: ConsoleDoors;
  madeUp: MadeUpPeople;
  kept: Once;
}
