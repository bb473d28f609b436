import { type Line, meetsGoal } from './line.ts';

/** The line as one JSON document; the five keys are what other programs may rely on. */
export const toJson = ({ name, value, unit, limit, ratio }: Line): string =>
  JSON.stringify({
    name,
    value: rounded(value),
    unit,
    limit: rounded(limit),
    ratio: rounded(ratio),
  });

/** All lines as a table for people, with what each is below it. */
export function toTable(lines: readonly Line[]): string {
  const head = ['', 'value', 'limit', 'unit', 'ratio', 'middle half', 'n', 'goal'];
  const rows = lines.map((line) => [
    line.name,
    readable(line.value),
    readable(line.limit),
    line.unit,
    line.ratio === null ? '–' : readable(line.ratio),
    line.spread ? line.spread.quartiles.map(readable).join('–') : '',
    line.spread ? String(line.spread.n) : '',
    goalText(line),
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0))
  );
  const isText = (column: number) => column === 0 || column === 3 || column === 7;
  const print = (cells: readonly string[]) =>
    cells.map((cell, column) =>
      isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
    ).join('  ').trimEnd();
  return [head, ...rows].map(print).join('\n');
}

function goalText(line: Line): string {
  const { goal } = line;
  if (!goal) return '';
  const bound = goal.atMost === undefined ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
  return `${bound} ${meetsGoal(line) ? 'met' : 'missed'}`;
}

/** Four significant digits are more than a busy machine knows. */
const rounded = (value: number | null) => value === null ? null : Number(value.toPrecision(4));

const readable = (value: number): string =>
  value >= 100 || Number.isInteger(value) ? String(Math.round(value)) : value.toPrecision(3);
