import { expect, it } from 'vitest';
import type { Report, TableReport } from '../../src/legacy/report/report.ts';
import { renderReport } from './render-report.ts';

const side = (rows: number, degree: string) => ({
  ...{ rows, checksum: `${rows}`, sums: { degree } },
  relations: { user_id: { count: rows, checksum: '7' } },
});
const table = (more: Partial<TableReport>): TableReport => ({
  ...{ table: 'graduations', read: 3, refused: {}, written: 3, changed: 0, unchanged: 0 },
  ...{
    changed_here: 0,
    gone: 0,
    lost: 0,
    there: side(3, '4'),
    here: side(3, '4'),
    ok: true,
    ...more,
  },
});
const reportOf = (one: TableReport, more: Partial<Report> = {}): Report => ({
  ...{
    ok: one.ok,
    dry: false,
    tables: [one],
    refusals: [],
    changed_here: [],
    gone: [],
    lost: [],
    ...more,
  },
});

it('says that all is well', () => {
  const text = renderReport(reportOf(table({})));
  expect(text).toContain('✓  3 rows =, degree 4 =, user_id → 3 =');
  expect(text).toContain('✓ Everything came over.');
});

it('says what differs', () => {
  const here = side(3, '5');
  const text = renderReport(reportOf(table({ here, ok: false })));
  expect(text).toContain('✗  3 rows =, degree 4 ≠ 5, user_id → 3 =');
  expect(text).toContain('not all is well with graduations');
});

it('names what is held back, ten of a kind', () => {
  const refusals = Array.from({ length: 12 }, (_, nth) => ({
    ...{ table: 'users' as const, id: nth + 1, reason: 'impossible_date', column: 'birth' },
    detail: null,
  }));
  const text = renderReport(reportOf(table({ ok: false }), { refusals, dry: true }));
  expect(text).toContain('users birth impossible_date: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more');
});

it('names what is gone', () => {
  const gone = [{ table: 'assets' as const, id: 4 }];
  expect(renderReport(reportOf(table({ ok: false }), { gone }))).toContain(
    'assets 4 is gone there, and stays here',
  );
});
