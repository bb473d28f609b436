import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps, writtenInstant } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { assetContent, assets, assetTitle, assetTypes } from '../../db/schema/materials/assets.ts';

const assetRow = createSelectSchema(assets, {
  id: z.guid(),
  gym_id: z.guid(),
  class_id: z.guid(),
  created_by: z.guid().nullable(),
  valid_until: instant.nullable(),
  ...timestamps,
});

const guard = {
  title: 'Closed guard, week 2',
  type: 'video',
  content: 'https://videos.tatame.test/closed-guard',
  valid_until: EXAMPLE.later,
};

export const Asset = assetRow.pick({
  id: true,
  gym_id: true,
  class_id: true,
  title: true,
  type: true,
  content: true,
  valid_until: true,
  created_by: true,
  created_at: true,
  updated_at: true,
}).meta({
  id: 'Asset',
  description: 'Material of a class. Members see it until `valid_until`, staff afterwards too.',
  example: {
    id: EXAMPLE.asset_id,
    gym_id: EXAMPLE.gym_id,
    class_id: EXAMPLE.class_id,
    ...guard,
    created_by: EXAMPLE.manager_id,
    created_at: EXAMPLE.asked,
    updated_at: EXAMPLE.asked,
  },
});
export type Asset = z.output<typeof Asset>;

const assetFields = {
  title: assetTitle.schema,
  type: assetTypes.schema.meta({
    description: 'A `link` and a `video` are elsewhere; `files` are its attachments',
  }),
  content: assetContent.schema.nullable().meta({
    description: 'The words of a `text`; of a `link` or a `video` its address, http or https',
  }),
  valid_until: writtenInstant.nullable().meta({
    description: 'From then on members no longer see it; null: they always do',
  }),
};

export const CreateAssetInput = z.strictObject({
  ...assetFields,
  content: assetFields.content.default(null),
  valid_until: assetFields.valid_until.default(null),
}).meta({ id: 'CreateAssetInput', example: guard });
export type CreateAssetInput = z.output<typeof CreateAssetInput>;

export const UpdateAssetInput = z.strictObject(assetFields).partial()
  .refine((input) => Object.keys(input).length > 0, { error: 'must name at least one field' })
  .meta({ id: 'UpdateAssetInput', example: { title: 'Closed guard', valid_until: null } });
export type UpdateAssetInput = z.output<typeof UpdateAssetInput>;

export const AssetParams = z.object({ asset_id: z.guid() });

export const AssetsQuery = PageQuery.extend({
  class_id: z.guid().optional().meta({
    description: 'Only of this class, and of those of its series before and after it',
  }),
});
