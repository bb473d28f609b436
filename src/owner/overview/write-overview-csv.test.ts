import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { Overview } from './contract.ts';
import { writeOverviewCsv } from './write-overview-csv.ts';

const { example } = Overview.meta() as unknown as { example: Overview };

/** What a cell must not begin with, and what would end it too early. */
const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', 'a\r\n"b",c', '＝1+1'];

it('is lines of one shape, ended as RFC 4180 has it, with every figure', () => {
  const csv = writeOverviewCsv(example);
  expect(csv.startsWith('\ufeffsection,date,id,name,figure,value\r\n')).toBe(true);
  expect(csv.endsWith('\r\n')).toBe(true);
  const rows = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
  const values = rows.map(({ value }) => value);
  expect(values).toEqual(
    expect.arrayContaining(['120', '0.025', '301', '12', 'purple', '21', '28']),
  );
  expect(
    rows.filter(({ section }) => section === 'weeks').map(({ date, figure, value }) =>
      [date, figure, value].join(' ')
    ),
  ).toEqual([
    ...['2026-03-02 check_ins 301', '2026-03-02 trained 94', '2026-03-02 held 24'],
    ...['2026-03-09 check_ins 288', '2026-03-09 trained 91', '2026-03-09 held 24'],
  ]);
});

it.each(hostile)('keeps the name %j in its cell, as text', (first_name) => {
  const [birthday] = example.birthdays;
  const written = writeOverviewCsv({
    ...example,
    birthdays: [{ ...birthday!, first_name, last_name: null }],
  });
  const rows = parse(written, { bom: true, columns: true }) as Record<string, string>[];
  const { name } = rows.find(({ section }) => section === 'birthdays')!;
  expect([first_name, `'${first_name}`]).toContain(name);
  expect(name).not.toMatch(/^[=+\-@\t\r＝]/);
});
