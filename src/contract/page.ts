import { z } from 'zod';

/** What every list takes in its query; spread `PageQuery.shape` to add filters. */
export const PageQuery = z.object({
  limit: z.coerce.number('must be a number').int().min(1).max(100).default(20).meta({
    description: 'How many at most',
  }),
  cursor: z.string().max(2048).optional().meta({
    description: '`next_cursor` of the page before; belongs to one list with one set of filters',
  }),
});
export type PageQuery = z.output<typeof PageQuery>;

/** One page of a list; `next_cursor` is null on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next_cursor: z.string().nullable().meta({ description: 'Null on the last page' }),
  });
