import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { appStores } from '../../db/schema/platform/app-stores.ts';
import { semanticVersion } from '../../db/schema/platform/versions.ts';

export const VersionQuery = z.object({
  app_version: semanticVersion.schema.meta({ example: '1.4.2' }),
  store: createSelectSchema(appStores).shape.store.optional(),
});
export type VersionQuery = z.output<typeof VersionQuery>;

export const VersionVerdict = z.object({
  app_version: z.string(),
  allowed: z.boolean(),
  reason: z.enum(['supported', 'disabled', 'too_old']),
  minimum_version: z.string().nullable().meta({ description: 'The oldest release that may run' }),
  latest_version: z.string().nullable(),
  stores: z.array(z.object({ store: z.string(), url: z.url() })).meta({
    description: 'Where to get a newer release',
  }),
}).meta({
  id: 'VersionVerdict',
  example: {
    app_version: '0.9.9',
    allowed: false,
    reason: 'too_old',
    minimum_version: '1.0.0',
    latest_version: '1.4.2',
    stores: [{ store: 'ios', url: 'https://apps.example/tatame' }],
  },
});
export type VersionVerdict = z.output<typeof VersionVerdict>;
