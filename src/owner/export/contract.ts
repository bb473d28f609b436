import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { PageQuery } from '../../contract/page.ts';

export const ExportQuery = PageQuery.extend({
  limit: z.coerce.number('must be a number').int().min(1).max(1000).default(500).meta({
    description: 'How many rows at most',
  }),
});

/** One row of a gym's export, in the words of its table. */
export const ExportedRow = z.object({
  table: z.string().meta({ description: 'Whose columns `row` has' }),
  row: z.record(z.string(), z.unknown()),
}).meta({
  id: 'ExportedRow',
  example: {
    table: 'classes',
    row: { id: EXAMPLE.class_id, gym_id: EXAMPLE.gym_id, modality: 'Jiu-jitsu', weekday: 1 },
  },
});
export type ExportedRow = z.output<typeof ExportedRow>;
