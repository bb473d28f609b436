import { type Flaw, flawsOf, NOBODY, NOT_UTF8 } from './flaw.ts';

const of = flawsOf<'class'>();
const asset = flawsOf<'assets'>();
const file = flawsOf<'attachments'>();

/** The first is the class that others refer to. */
export const classFlaws: Flaw<'class'>[] = [
  of.wrong('day', 'unknown_value', 'FUNDAY'),
  of.wrong('gym_id', 'dangling_reference', NOBODY),
  of.wrong('gym_id', 'missing_value', null),
  of.beside('gym_id', 'held_back_reference', ({ known }) => ({ gym_id: known.gym })),
  of.wrong('instructor_id', 'dangling_reference', NOBODY),
  of.beside('instructor_id', 'held_back_reference', ({ known }) => ({ instructor_id: known.user })),
  of.wrong('created_by', 'dangling_reference', NOBODY),
  of.wrong('start', 'impossible_time', '25:00'),
  of.wrong('end', 'impossible_time', 'meio-dia'),
  of.wrong('start', 'missing_value', null),
  of.whole('classes_length_check', () => ({ start: '18:00', end: '18:00' })),
  of.whole('classes_length_check', () => ({ start: '06:00', end: '19:30' })),
  of.wrong('start', 'impossible_time', '18:00:30'),
  of.wrong('modality', 'missing_value', null),
  of.wrong('modality', 'missing_value', ''),
  of.wrong('description', 'classes_description_check', 'x'.repeat(2001)),
  of.wrong('description', 'not_utf8', NOT_UTF8.latin1),
  of.wrong('created_at', 'impossible_date', '2020-06-31T00:00:00.000Z'),
  of.wrong('deleted_at', 'impossible_date', 'yes'),
  // The elder is taught by the same person at the same hour.
  of.beside(
    'instructor_id',
    'instructor_overlap',
    ({ elder: { gym_id, instructor_id, day, start, end } }) => ({
      ...{ gym_id, instructor_id, day, start, end },
    }),
    ({ instructor_id, deleted_at }) => instructor_id !== null && deleted_at === null,
  ),
];

export const assetFlaws: Flaw<'assets'>[] = [
  asset.wrong('class_id', 'dangling_reference', NOBODY),
  asset.wrong('class_id', 'missing_value', null),
  asset.beside('class_id', 'held_back_reference', ({ known }) => ({ class_id: known.class })),
  asset.beside('class_id', 'class_deleted', ({ known }) => ({ class_id: known.deletedClass })),
  asset.wrong('type', 'unknown_value', 'hologram'),
  asset.wrong('title', 'assets_title_check', 'x'.repeat(201)),
  asset.wrong('title', 'not_utf8', NOT_UTF8.cutOff),
  asset.whole('assets_content_type_check', () => ({ type: 'link', content: 'here' })),
  asset.whole('assets_content_type_check', () => ({ type: 'text', content: null })),
  asset.wrong('valid_until', 'impossible_date', '2025-09-31T00:00:00.000Z'),
  asset.wrong('created_at', 'missing_value', ''),
];

export const attachmentFlaws: Flaw<'attachments'>[] = [
  file.wrong('class_id', 'dangling_reference', NOBODY),
  file.beside('class_id', 'held_back_reference', ({ known }) => ({ class_id: known.class })),
  file.beside('class_id', 'class_deleted', ({ known }) => ({ class_id: known.deletedClass })),
  file.wrong('file_type', 'unknown_value', 'text/x-shellscript'),
  file.wrong('file_size', 'attachments_file_size_check', 0),
  file.wrong('file_size', 'attachments_file_size_check', 50 * 1024 * 1024 + 1),
  file.wrong('file_size', 'missing_value', null),
  file.wrong('file_name', 'attachments_file_name_check', `${'x'.repeat(256)}.pdf`),
  file.wrong('file_name', 'not_utf8', NOT_UTF8.latin1),
  file.wrong('created_at', 'impossible_date', '2022-11-31 00:00:00+00'),
];
