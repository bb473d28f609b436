import { customerTables } from './customers.ts';
import { matchingFunctions } from './matching.ts';
import { orderTables } from './orders.ts';

/** What is known of customers and their orders, and who they are. */
export const ledger = [...customerTables, ...orderTables, ...matchingFunctions];
