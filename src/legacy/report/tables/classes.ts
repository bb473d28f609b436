import { dayOf, lineIn, momentIn, numberIn, timeIn, wordsIn } from '../reading.ts';
import { momentSql } from '../side.ts';
import type { ReportTable } from '../table.ts';

const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const minute = (column: string) => `left(${column}::text, 5)`;

export const classes: ReportTable = {
  table: 'class',
  columns: [
    ...['gym_id', 'instructor_id', 'created_by', 'day', 'start', 'end', 'modality'],
    ...['description', 'created_at', 'deleted_at'],
  ],
  read(_, [gym, instructor, creator, day, start, end, ...rest], { timezone, deleted }) {
    const [modality, description, createdAt, deletedAt] = rest;
    const created = momentIn(createdAt!);
    const ended = momentIn(deletedAt!);
    // Who erases their account is not named as a teacher any more.
    const living = (cell: string | null) => {
      const id = numberIn(cell);
      return id === null || deleted.has(id) ? null : id;
    };
    return {
      words: [
        String(DAYS.indexOf(lineIn(day!)!.toUpperCase()) + 1),
        ...[timeIn(start!), timeIn(end!), lineIn(modality!), wordsIn(description!)],
        ...[created, ended, dayOf(created, timezone), dayOf(ended, timezone)],
      ],
      relations: {
        gym_id: numberIn(gym!),
        instructor_id: living(instructor!),
        created_by: living(creator!),
      },
    };
  },
  here: {
    from: `public.classes t join public.gyms g on g.id = t.gym_id
      left join public.users i on i.id = t.instructor_id
      left join public.users c on c.id = t.created_by`,
    words: [
      ...['t.weekday::text', minute('t.starts_at'), minute('t.ends_at'), 't.modality'],
      ...['t.description', momentSql('t.created_at'), momentSql('t.deleted_at')],
      ...['t.starts_on::text', 't.ends_on::text'],
    ],
    relations: {
      gym_id: 'g.legacy_id',
      instructor_id: 'i.legacy_id',
      created_by: 'c.legacy_id',
    },
  },
};

const ofClass = 'join public.classes c on c.id = t.class_id and c.gym_id = t.gym_id';

export const assets: ReportTable = {
  table: 'assets',
  columns: ['class_id', 'title', 'content', 'type', 'valid_until', 'created_at'],
  read: (_, [of, title, content, type, until, created]) => ({
    words: [
      ...[lineIn(title!), wordsIn(content!), lineIn(type!)!.toLowerCase()],
      ...[momentIn(until!), momentIn(created!)],
    ],
    relations: { class_id: numberIn(of!) },
  }),
  here: {
    from: `public.assets t ${ofClass}`,
    words: [
      ...['t.title', 't.content', 't.type'],
      ...[momentSql('t.valid_until'), momentSql('t.created_at')],
    ],
    relations: { class_id: 'c.legacy_id' },
  },
};

export const attachments: ReportTable = {
  table: 'attachments',
  columns: ['class_id', 'file_name', 'file_type', 'file_size', 'created_at'],
  read: (_, [of, name, type, size, created]) => ({
    words: [lineIn(name!), lineIn(type!)!.toLowerCase(), lineIn(size!), momentIn(created!)],
    sums: { file_size: Number(size) },
    relations: { class_id: numberIn(of!) },
  }),
  here: {
    from: `public.attachments t ${ofClass}`,
    words: ['t.file_name', 't.file_type', 't.file_size::text', momentSql('t.created_at')],
    sums: { file_size: 't.file_size' },
    relations: { class_id: 'c.legacy_id' },
  },
};
