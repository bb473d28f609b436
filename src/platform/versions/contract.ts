import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps, writtenInstant } from '../../contract/fields.ts';
import { appStores } from '../../db/schema/platform/app-stores.ts';
import { semanticVersion, versions } from '../../db/schema/platform/versions.ts';

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

/** A release of the app, as its operator sees it. */
export const Version = createSelectSchema(versions, {
  disabled_at: instant.nullable().meta({ description: 'From then on it may no longer run' }),
  ...timestamps,
}).pick({ app_version: true, disabled_at: true, created_at: true, updated_at: true })
  .meta({
    id: 'Version',
    example: {
      app_version: '1.4.2',
      disabled_at: null,
      created_at: EXAMPLE.founded,
      updated_at: EXAMPLE.founded,
    },
  });
export type Version = z.output<typeof Version>;

export const VersionParams = z.object({ app_version: semanticVersion.schema });

export const PutVersionInput = z.strictObject({
  disabled_at: writtenInstant.nullable().default(null).meta({
    description: 'From when on it may no longer run; null: it may',
  }),
  lower_minimum: z.boolean().default(false).meta({
    description: 'Releases that were too old until now may run again',
  }),
}).meta({ id: 'PutVersionInput', example: { disabled_at: EXAMPLE.asked } });
export type PutVersionInput = z.output<typeof PutVersionInput>;
