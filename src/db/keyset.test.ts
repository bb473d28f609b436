import { PgDialect, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { keyset, newestFirst } from './keyset.ts';

const gyms = pgTable('gyms', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  created_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
});
const dialect = new PgDialect();

describe('keyset', () => {
  it('compares rows in one index walk, with the columns’ own parameter types', () => {
    const { where, orderBy } = newestFirst(gyms.created_at, gyms.id);
    const at = '2026-01-02T03:04:05.678Z';
    expect(dialect.sqlToQuery(where([at, 'id-1'])!)).toMatchObject({
      sql: '("gyms"."created_at", "gyms"."id") < ($1, $2)',
      params: [at, 'id-1'],
    });
    expect(orderBy.map((term) => dialect.sqlToQuery(term).sql)).toEqual([
      '"gyms"."created_at" desc',
      '"gyms"."id" desc',
    ]);
    expect(where(undefined)).toBeUndefined();
  });

  it('walks upwards too', () => {
    const byName = keyset('asc', gyms.name, gyms.id);
    expect(dialect.sqlToQuery(byName.where(['Alliance', 'id-1'])!).sql).toBe(
      '("gyms"."name", "gyms"."id") > ($1, $2)',
    );
  });

  it('cuts the extra row off and points at the last one kept', () => {
    const list = newestFirst(gyms.created_at, gyms.id);
    const rows = ['c', 'b', 'a'].map((id, i) => ({ id, created_at: new Date(3000 - i) }));
    const key = (row: { id: string; created_at: Date }) => [row.created_at, row.id];
    expect(list.fetch(2)).toBe(3);
    expect(list.slice(rows, 2, key)).toEqual({
      items: rows.slice(0, 2),
      next: ['1970-01-01T00:00:02.999Z', 'b'],
    });
    expect(list.slice(rows, 3, key)).toEqual({ items: rows, next: null });
    expect(list.slice([], 3, key)).toEqual({ items: [], next: null });
  });
});
