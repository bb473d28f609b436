import postgres from 'postgres';
import type { Leftovers } from '../leftovers.ts';
import { judge } from '../rules/judge.ts';
import type { MigrationReport, StatementReport } from '../report.ts';
import { Measure, type Measured } from './measure.ts';
import { spelled } from './modes.ts';
import { splitParsed, type Statement } from './split.ts';
import { factorOf, readStanding, type Sizes, type Standing } from './standing.ts';

/** What is rehearsed: a migration of the journal, or SQL that may become one. */
export interface Script {
  tag: string;
  statements: string[];
}

/** Thrown to roll a migration back whose statement failed. */
class Stopped extends Error {}

/**
 * Applies scripts as `migrate` does, each in a transaction of its own, statement by statement, and
 * judges what each did. It stops where one fails, as `migrate` would.
 *
 * @param url a database that is thrown away, as the role that migrates the source
 * @param sizes rows of the source's tables, of which the clone may have a sample
 * @param leftovers told of its connections: they leave the clone before it is dropped, since the client
 *   dies of one that is cut while it writes
 */
export async function applyMeasured(
  url: string,
  scripts: readonly Script[],
  sizes: Sizes,
  leftovers?: Leftovers,
): Promise<MigrationReport[]> {
  const notices: string[] = [];
  const sql = postgres(url, {
    max: 1,
    prepare: false,
    onnotice: ({ message }) => void notices.push(message ?? ''),
  });
  const watcher = postgres(url, { max: 1, prepare: false, onnotice: () => {} });
  const leave = (timeout: number) => Promise.all([sql.end({ timeout }), watcher.end({ timeout })]);
  leftovers?.add(async () => void await leave(0));
  const reports: MigrationReport[] = [];
  try {
    for (const script of scripts) {
      const standing = await readStanding(sql, sizes);
      const statements = script.statements.flatMap(splitParsed);
      const measured = await run(sql, new Measure(watcher, standing, notices), statements);
      reports.push(reportOf(script.tag, statements, measured, standing));
      if (measured.some(({ failed }) => failed)) break;
    }
  } finally {
    await leave(1);
  }
  return reports;
}

/** Answers as many as were tried: all, or up to the one that failed. */
async function run(
  sql: postgres.Sql,
  measure: Measure,
  statements: Statement[],
): Promise<Measured[]> {
  const measured: Measured[] = [];
  await sql.begin(async (tx) => {
    // Postgres tells at this level which tables it reads through, which nothing else does.
    await tx`select set_config('statement_timeout', '0', true),
      set_config('client_min_messages', 'debug1', true)`;
    await measure.begin(tx);
    for (const statement of statements) {
      const one = await measure.statement(tx, statement);
      measured.push(one);
      if (one.failed) throw new Stopped();
    }
    await measure.end(tx, measured);
  }).catch((error: unknown) => {
    if (!(error instanceof Stopped)) throw error;
  });
  return measured;
}

function reportOf(
  tag: string,
  statements: Statement[],
  measured: Measured[],
  standing: Standing,
): MigrationReport {
  const full = measured.map(({ ms, scans, changed }) =>
    ms * Math.max(1, ...[...scans, ...changed].map(({ relation }) => factorOf(relation)))
  );
  const reports = statements.map(({ sql, node }, index): StatementReport => {
    const one = measured[index];
    const report = { place: index + 1, sql, locks: [], scans: [], changed: [], findings: [] };
    if (!one) return report;
    const held_ms = Math.round(full.slice(index).reduce((sum, ms) => sum + ms, 0));
    const locks = one.locks.map(({ relation, mode }) => ({ relation, mode, held_ms }));
    return {
      ...report,
      ms: Math.round(one.ms),
      ...(full[index] ?? 0) > one.ms && { full_ms: Math.round(full[index] ?? 0) },
      locks: locks.map(({ relation: { name }, mode }) => ({
        ...{ relation: name, mode: spelled(mode), held_ms },
      })),
      scans: one.scans.map(({ relation, what, under }) => ({
        ...{ what, relation: relation.name, under: spelled(under) },
      })),
      changed: one.changed.map(({ relation, rows }) => ({ relation: relation.name, rows })),
      ...one.failed && { failed: one.failed },
      findings: judge({ node, standing, measured: one, locks }),
    };
  });
  const ms = Math.round(measured.reduce((sum, { ms }) => sum + ms, 0));
  return { tag, ms, statements: reports };
}
