import { readFile } from 'node:fs/promises';

/** A statement of a step, and how it is to be run. */
export interface Statement {
  sql: string;
  /** How it begins, on one line, to be told by. */
  title: string;
  /** Runs outside of a transaction, and waits without being in anybody's way. */
  concurrent: boolean;
  /** Stops no writer while it waits for its lock, nor when it has it. */
  harmless: boolean;
  /** Answers how many rows it `filled`, and whether `again`: it is run until that is false. */
  again: boolean;
  /** The index that it builds, which is left broken where that fails. */
  index: string | undefined;
}

const TITLE = 84;
const BREAKPOINT = '--> statement-breakpoint';

/** Reads the statements of a step, parted as those of a migration are. */
export const readStatements = async (file: string): Promise<Statement[]> =>
  (await readFile(file, 'utf8')).split(BREAKPOINT).map((part) => describeStatement(part.trim()));

export function describeStatement(sql: string): Statement {
  const lines = sql.split('\n');
  const code = lines.filter((line) => !line.startsWith('--')).join('\n');
  const concurrent = /\bindex concurrently\b/i.test(code);
  return {
    sql,
    title: code.replaceAll(/\s+/g, ' ').replace(/[; ]+$/, '').trim().slice(0, TITLE),
    concurrent,
    // SHARE UPDATE EXCLUSIVE: section 13.3.1 of the manual has what it conflicts with.
    harmless: concurrent || /\bvalidate constraint\b/i.test(code),
    again: lines.some((line) => line.startsWith('-- again:')),
    index: /\bcreate (?:unique )?index concurrently (\w+)/i.exec(code)?.[1],
  };
}
