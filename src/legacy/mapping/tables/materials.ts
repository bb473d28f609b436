import { flag, isBlank, line, listed, moment, whole, words } from '../field.ts';
import type { Clash, Mapping, Values } from '../mapping.ts';
import { attachmentTypes } from '../../../db/schema/materials/attachments.ts';
import { assetTypes } from '../../../db/schema/materials/assets.ts';
import { usual } from '../write.ts';

const themselves = (values: readonly string[]) =>
  Object.fromEntries(values.map((value) => [value, value]));

const asked = {
  class_deleted: `(exists (select from class c where c.id = t.class_id and not (${
    isBlank('c.deleted_at')
  })))::text`,
};

/** Here material goes with its class. */
const ofDeletedClass: Clash = {
  when: 'j.class_deleted and j.here_id is null',
  reason: 'class_deleted',
  column: 'class_id',
};

const asset: Values = {
  into: 'assets',
  columns: {
    class_id: 'j.r_class_id',
    gym_id: 'j.class_gym',
    title: 'j.title',
    type: 'j.type',
    content: 'j.content',
    valid_until: 'j.valid_until',
    created_at: 'j.created_at',
  },
  from: {
    title: 'title',
    type: 'type',
    content: 'content',
    valid_until: 'valid_until',
    created_at: 'created_at',
  },
};

export const assets: Mapping = {
  table: 'assets',
  target: 'assets',
  page: 1000,
  fields: {
    class_id: whole('class_id', { required: true }),
    title: line('title', { required: true }),
    type: listed('type', themselves(assetTypes.values), { required: true }),
    content: words('content'),
    valid_until: moment('valid_until'),
    created_at: moment('created_at', { required: true }),
    class_deleted: flag('class_deleted'),
  },
  asked,
  references: [{ field: 'class_id', table: 'class', target: 'classes' }],
  clashes: [ofDeletedClass],
  values: [asset],
  write: usual('assets', asset),
};

const attachment: Values = {
  into: 'attachments',
  columns: {
    class_id: 'j.r_class_id',
    gym_id: 'j.class_gym',
    file_name: 'j.file_name',
    file_type: 'j.file_type',
    file_size: 'j.file_size',
    created_at: 'j.created_at',
  },
  from: {
    file_name: 'file_name',
    file_type: 'file_type',
    file_size: 'file_size',
    created_at: 'created_at',
  },
};

/** The rows of files, `uploading` as ever until their file is there: `copyFiles` brings it. */
export const attachments: Mapping = {
  table: 'attachments',
  target: 'attachments',
  page: 1000,
  fields: {
    class_id: whole('class_id', { required: true }),
    file_name: line('file_name', { required: true }),
    file_type: listed('file_type', themselves(attachmentTypes.values), { required: true }),
    file_size: whole('file_size', { required: true }),
    created_at: moment('created_at', { required: true }),
    class_deleted: flag('class_deleted'),
  },
  asked,
  references: [{ field: 'class_id', table: 'class', target: 'classes' }],
  clashes: [ofDeletedClass],
  values: [attachment],
  write: usual('attachments', attachment),
};
