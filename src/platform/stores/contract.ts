import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { appStores, storeAddress, stores } from '../../db/schema/platform/app-stores.ts';

export const AppStore = createSelectSchema(appStores, {
  disabled_at: instant.nullable().meta({ description: 'Since then another address is given' }),
  ...timestamps,
}).pick({ store: true, url: true, disabled_at: true, created_at: true, updated_at: true })
  .meta({
    id: 'AppStore',
    example: {
      store: 'ios',
      url: 'https://apps.example/tatame',
      disabled_at: null,
      created_at: EXAMPLE.founded,
      updated_at: EXAMPLE.founded,
    },
  });
export type AppStore = z.output<typeof AppStore>;

export const StoreParams = z.object({ store: stores.schema });
export type StoreParams = z.output<typeof StoreParams>;

export const PutStoreInput = z.strictObject({
  url: storeAddress.schema.refine((url) => /^https:/i.test(url), {
    error: 'must be an https address',
  }),
}).meta({ id: 'PutStoreInput', example: { url: 'https://apps.example/tatame' } });
export type PutStoreInput = z.output<typeof PutStoreInput>;
