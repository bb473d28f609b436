import type { AccessReport, MigrationReport, Rehearsal, StatementReport } from './report.ts';

const INDENT = '    ';
/** Longer statements are cut. */
const WIDEST = 96;
/** What took longer is shown, whatever else it did. */
const SLOW_MS = 100;
/** So many faults of the proof are named; `--json` has all. */
const NAMED = 20;

/** A rehearsal as lines for a terminal. */
export function renderText(rehearsal: Rehearsal, all = false): string {
  const { source, clone, rows, pending, migrations, drift, access, unproven } = rehearsal;
  const count = (value: number) => Math.round(value).toLocaleString('en');
  const how = clone === 'template'
    ? 'a template copy'
    : `a copy of ${count(rows.clone)} of ${count(rows.source)} rows`;
  return [
    `${source}, on ${how}: ${pending.length} pending`,
    '',
    ...migrations.flatMap((each) => migrationLines(each, all)),
    ...unreached(rehearsal),
    ...mark(drift.length === 0, 'The database is what its migrations make.', [
      'The database is not what its migrations make, so that nothing here is sure of it:',
      ...drift.map((each) => INDENT + each),
    ]),
    ...access ? accessLines(access) : [`· Access was not proven: ${unproven}.`],
    '',
    rehearsal.ok ? '✓ Nothing speaks against it.' : '✗ Do not run it as it is.',
  ].join('\n');
}

const mark = (ok: boolean, good: string, [first, ...rest]: string[]): string[] =>
  ok ? [`✓ ${good}`] : [`✗ ${first}`, ...rest];

function migrationLines({ tag, ms, statements }: MigrationReport, all: boolean): string[] {
  const shown = statements.filter((each) => all || isTelling(each));
  const others = statements.length - shown.length;
  const ok = statements.every(({ findings }) => findings.length === 0);
  return [
    `${ok ? '✓' : '✗'} ${tag}: ${statements.length} statements, ${spokenMs(ms)}`,
    ...shown.flatMap(statementLines),
    ...others > 0 ? [`  · ${others} others, which nobody waits for`] : [],
    '',
  ];
}

const isTelling = ({ ms = 0, findings, locks, scans }: StatementReport): boolean =>
  findings.length > 0 || ms >= SLOW_MS || scans.length > 0 ||
  locks.some(({ mode }) => /EXCLUSIVE$/.test(mode) && !/^ROW|UPDATE/.test(mode));

function statementLines(statement: StatementReport): string[] {
  const { place, sql, ms, full_ms, locks, scans, changed, findings } = statement;
  const time = ms === undefined
    ? 'not reached'
    : full_ms === undefined
    ? spokenMs(ms)
    : `${spokenMs(ms)}, about ${spokenMs(full_ms)} at full size`;
  const did = [
    ...locks.map(({ relation, mode, held_ms }) => `${mode} ${relation} for ${spokenMs(held_ms)}`),
    ...scans.map(({ what, relation }) =>
      `${what === 'rewrite' ? what : `${what} read`} ${relation}`
    ),
    ...changed.map(({ relation, rows }) => `changed ${rows.toLocaleString('en')} of ${relation}`),
  ];
  return [
    `  ${findings.length > 0 ? '✗' : '✓'} ${place}. ${cut(sql)}  [${time}]`,
    ...did.length > 0 ? [`${INDENT}${did.join(' · ')}`] : [],
    ...findings.flatMap(({ rule, says, instead }) => [
      `${INDENT}${rule}: ${says}`,
      `${INDENT}  ${instead}`,
    ]),
  ];
}

/** Migrations after the one that failed. */
function unreached({ pending, migrations }: Rehearsal): string[] {
  const left = pending.slice(migrations.length);
  return left.length > 0 ? [`· Not reached: ${left.join(', ')}`, ''] : [];
}

function accessLines({ cells, ms, wrong, undeclared, missing }: AccessReport): string[] {
  const faults = [
    ...wrong.map(({ cell, declared, found }) => `${cell}: declared ${declared}, found ${found}`),
    ...undeclared.map((name) => `${name} has no cells`),
    ...missing.map((name) => `${name} has cells and is not there`),
  ];
  const tried = `${cells.toLocaleString('en')} cells in ${spokenMs(ms)}`;
  const more = faults.length > NAMED ? [`${INDENT}and ${faults.length - NAMED} more (--json)`] : [];
  return mark(faults.length === 0, `Access is as declared: ${tried}.`, [
    `Access is not as declared, in ${faults.length} of ${tried}:`,
    ...faults.slice(0, NAMED).map((each) => INDENT + each),
    ...more,
  ]);
}

const spokenMs = (ms: number): string => ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;

/** Without its comments, on one line. */
function cut(sql: string): string {
  const line = sql.replaceAll(/--[^\n]*/g, '').replaceAll(/\s+/g, ' ').trim();
  return line.length > WIDEST ? `${line.slice(0, WIDEST)}…` : line;
}
