import { z } from 'zod';
import { exported, type PersonalPart } from '../db/declare/personal-part.ts';
import { assetsPersonal } from '../db/schema/materials/assets.ts';
import { attachmentsPersonal } from '../db/schema/materials/attachments.ts';
import { Asset } from './assets/contract.ts';
import { Attachment } from './attachments/contract.ts';

/** What a person put into classes; `private.erase_materials` takes their name off it. */
export const materialsPersonal: PersonalPart = {
  personal: [assetsPersonal, attachmentsPersonal],
  exports: {
    assets_made: exported('assetsMade', z.array(Asset)),
    attachments_made: exported('attachmentsMade', z.array(Attachment)),
  },
};
