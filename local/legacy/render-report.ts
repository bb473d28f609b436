import type { Refusal } from '../../src/legacy/engine/run.ts';
import type { Report, TableReport } from '../../src/legacy/report/report.ts';

/** Of one reason in a table; `--json` has all. */
const SHOWN = 10;

const COLUMNS = [
  'table',
  'read',
  'written',
  'changed',
  'unchanged',
  'refused',
  'here',
  'gone',
  'lost',
];

/** The report as lines for a terminal. */
export function renderReport(report: Report): string {
  const rows = report.tables.map(cellsOf);
  const widths = COLUMNS.map((name, nth) =>
    Math.max(name.length, ...rows.map((cells) => cells[nth]!.length))
  );
  const line = (cells: readonly string[], mark: string) =>
    cells.map((cell, nth) => nth === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[nth]!))
      .join('  ') + `  ${mark}`;
  const lines = [
    line(COLUMNS, 'sums'),
    ...report.tables.map((table, nth) => line(rows[nth]!, marksOf(table, report.dry))),
    ...refusalLines(report.refusals),
    ...report.gone.map(({ table, id }) => `${table} ${id} is gone there, and stays here`),
    ...report.lost.map(({ table, id }) => `${table} ${id} came over, and is not here any more`),
  ];
  return [...lines, '', conclusion(report)].join('\n');
}

const cellsOf = (each: TableReport): string[] => [
  each.table,
  ...[each.read, each.written, each.changed, each.unchanged, heldBack(each)].map(String),
  ...[each.changed_here, each.gone, each.lost].map(String),
];

const heldBack = ({ refused }: TableReport) =>
  Object.values(refused).reduce((sum, count) => sum + count, 0);

/** Whether all is well, and what was compared. */
function marksOf({ ok, there, here }: TableReport, dry: boolean): string {
  const mark = ok ? '✓' : '✗';
  if (dry || !there || !here) return mark;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const parts = [
    `${there.rows} rows ${
      same([there.rows, there.checksum], [here.rows, here.checksum]) ? '=' : `≠ ${here.rows}`
    }`,
    ...Object.entries(there.sums).map(([name, sum]) =>
      `${name} ${sum} ${sum === here.sums[name] ? '=' : `≠ ${here.sums[name]}`}`
    ),
    ...Object.entries(there.relations).map(([name, relation]) =>
      `${name} → ${relation.count} ${same(relation, here.relations[name]) ? '=' : '≠'}`
    ),
  ];
  return `${mark}  ${parts.join(', ')}`;
}

/** What is refused, a line a reason. */
export function refusalLines(refusals: readonly Refusal[]): string[] {
  const groups = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const { table, reason, column } = refusal;
    const name = [table, ...column ? [column] : [], reason].join(' ');
    const group = groups.get(name);
    if (group) group.push(refusal);
    else groups.set(name, [refusal]);
  }
  return [...groups].map(([name, rows]) => {
    const ids = rows.slice(0, SHOWN).map(({ id, detail }) => detail ? `${id} (${detail})` : id);
    const more = rows.length > SHOWN ? ` and ${rows.length - SHOWN} more` : '';
    return `${name}: ${ids.join(', ')}${more}`;
  });
}

function conclusion({ ok, dry, tables, refusals }: Report): string {
  const off = tables.filter((table) => !table.ok).map(({ table }) => table);
  const what = dry ? 'would come over' : 'came over';
  return ok
    ? `✓ Everything ${what}.`
    : `✗ ${refusals.length} rows are held back; not all is well with ${off.join(', ')}.`;
}
