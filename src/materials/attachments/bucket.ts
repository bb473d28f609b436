import { attachmentLimit, attachmentTypes } from '../../db/schema/materials/attachments.ts';

/** The private bucket of the files, by `attachments.file_path`, and what Storage lets into it. */
export const MATERIALS = {
  bucket: 'materials',
  maxBytes: attachmentLimit.bytes,
  types: attachmentTypes.values,
};
