/** What a rehearsal tells: the words of its JSON. */

/** A lock that a statement took, or made stronger, on a relation that others know already. */
export interface Lock {
  relation: string;
  /** As the manual has it: ACCESS EXCLUSIVE. */
  mode: string;
  /** Until the end of the migration, which is when it is let go; at the size of the source. */
  held_ms: number;
}

/** A pass over a whole relation. */
export interface Scan {
  what: 'rewrite' | 'check' | 'foreign key' | 'index';
  relation: string;
  /** The strongest lock that the migration held on it then. */
  under: string;
}

/** Why a statement should not run as it is. */
export interface Finding {
  /** squawk's name for it, where it has one. */
  rule: string;
  relation?: string;
  says: string;
  instead: string;
}

export interface StatementReport {
  /** Its place in the migration, from one. */
  place: number;
  sql: string;
  /** Missing where it was not reached. */
  ms?: number;
  /** What it would take at the size of the source, where the clone has a sample of what it reads. */
  full_ms?: number;
  locks: Lock[];
  scans: Scan[];
  /** Rows that it updated or deleted, at the size of the source. */
  changed: { relation: string; rows: number }[];
  failed?: { code: string; message: string };
  findings: Finding[];
}

export interface MigrationReport {
  tag: string;
  ms: number;
  statements: StatementReport[];
}

/** What came of the access proof on what the migrations make. */
export interface AccessReport {
  cells: number;
  ms: number;
  /** Cells that came to something else than declared. */
  wrong: { cell: string; declared: string; found: string }[];
  /** Tables and functions that the matrix lacks, or has and the database has not. */
  undeclared: string[];
  missing: string[];
}

export interface Rehearsal {
  /** The source's host and name; never how to log in there. */
  source: string;
  clone: 'template' | 'copy';
  /** Rows in the clone and in the source. */
  rows: { clone: number; source: number };
  pending: string[];
  migrations: MigrationReport[];
  /** Objects in which the source is not what its migrations make. */
  drift: string[];
  /** Why the proof was not tried; missing where it was. */
  unproven?: string;
  access?: AccessReport;
  ok: boolean;
}
