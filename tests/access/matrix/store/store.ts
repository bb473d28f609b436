import { storeDeliveries } from './deliveries.ts';
import { ledger } from './ledger.ts';
import { rfm } from './rfm.ts';
import { storeShops } from './shops.ts';
import { training } from './training.ts';

export const store = [...storeShops, ...ledger, ...storeDeliveries, ...rfm, ...training];
