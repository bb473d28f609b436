import type { SQL } from 'drizzle-orm';
import { PgDialect, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { keyset, newestFirst, type Tail } from './keyset.ts';

const gyms = pgTable('gyms', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  created_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
});
const dialect = new PgDialect();
const textOf = (term: SQL | undefined) => dialect.sqlToQuery(term!);

/** The tail that a list's query is given. */
async function tailOf(list: ReturnType<typeof keyset>, after?: (string | number)[]): Promise<Tail> {
  let seen: Tail | undefined;
  await list.list({ limit: 2, after }, (tail) => {
    seen = tail;
    return Promise.resolve([]);
  });
  return seen!;
}

describe('keyset', () => {
  it('compares rows in one index walk, with the columns’ own parameter types', async () => {
    const at = '2026-01-02T03:04:05.678Z';
    const { where, orderBy } = await tailOf(newestFirst(gyms), [at, 'id-1']);
    expect(textOf(where)).toMatchObject({
      sql: '("gyms"."created_at", "gyms"."id") < ($1, $2)',
      params: [at, 'id-1'],
    });
    expect(orderBy.map((term) => textOf(term).sql)).toEqual([
      '"gyms"."created_at" desc',
      '"gyms"."id" desc',
    ]);
    expect((await tailOf(newestFirst(gyms))).where).toBeUndefined();
  });

  it('walks upwards too', async () => {
    const { where } = await tailOf(keyset('asc', gyms.name, gyms.id), ['Alliance', 'id-1']);
    expect(textOf(where).sql).toBe('("gyms"."name", "gyms"."id") > ($1, $2)');
  });

  it('asks for one row more, cuts it off and points at the last one kept', async () => {
    const rows = ['c', 'b', 'a'].map((id, i) => ({ id, created_at: new Date(3000 - i) }));
    const page = (limit: number, found = rows) =>
      newestFirst(gyms).list({ limit, after: undefined }, (tail) => {
        expect(tail.limit).toBe(limit + 1);
        return Promise.resolve(found);
      });
    expect(await page(2)).toEqual({
      items: rows.slice(0, 2),
      next: ['1970-01-01T00:00:02.999Z', 'b'],
    });
    expect(await page(3)).toEqual({ items: rows, next: null });
    expect(await page(3, [])).toEqual({ items: [], next: null });
  });
});
