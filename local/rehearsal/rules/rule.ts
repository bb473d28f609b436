import type { Measured } from '../measure/measure.ts';
import type { Node } from '../measure/split.ts';
import type { Relation, Standing } from '../measure/standing.ts';
import type { Finding } from '../report.ts';

/** From so many rows on, to read through a table takes long enough for others to notice. */
export const LARGE = 10_000;

/** So long nobody should wait for a lock: half of what a person takes for an answer that hangs. */
export const LONG_MS = 500;

/** So long a function waits for a statement, unless told (`DATABASE_STATEMENT_TIMEOUT_MS`). */
export const GIVEN_UP_MS = 8_000;

/** What is known of a statement that ran, or failed. */
export interface Judged {
  node: Node | undefined;
  standing: Standing;
  measured: Measured;
  locks: { relation: Relation; mode: number; held_ms: number }[];
}

export type Rule = (judged: Judged) => Finding[];

export const isLarge = ({ rows }: Relation): boolean => rows >= LARGE;

export const spokenRows = ({ name, rows }: Relation): string =>
  `${name} (${Math.round(rows).toLocaleString('en')} rows)`;

/** What a statement names, if it stood before. */
export function namedBy(
  standing: Standing,
  range: { relname?: string; schemaname?: string } | undefined,
): Relation | undefined {
  return range?.relname ? standing.find(range.relname, range.schemaname) : undefined;
}

/** The changes of ALTER TABLE, with its table. */
export function alterations(node: Node | undefined) {
  if (!node || !('AlterTableStmt' in node)) return { range: undefined, commands: [] };
  const { relation: range, cmds = [] } = node.AlterTableStmt;
  const commands = cmds.flatMap((each) => 'AlterTableCmd' in each ? [each.AlterTableCmd] : []);
  return { range, commands };
}
