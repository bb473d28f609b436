import type { Sql } from 'postgres';
import type { RunCounts } from '../../db/schema/legacy/import-runs.ts';
import type { LegacyTable } from '../../db/schema/legacy/legacy-tables.ts';
import { BEFORE_ALL, type Source } from './source.ts';
import { inTransaction } from './transaction.ts';

/** A row that is held back, as it is named. */
export interface Refusal {
  table: LegacyTable;
  /** A role's is text. */
  id: number | string;
  reason: string;
  /** The old column that it is about; null where several are wrong only together. */
  column: string | null;
  detail: string | null;
}

/** What a rehearsal would have written, which its later tables refer to; empty where it is written. */
export interface Known {
  accepted: Partial<Record<LegacyTable, number[]>>;
  held: Partial<Record<LegacyTable, number[]>>;
}

export interface Run {
  /** One connection of the owner of the new database. */
  target: Sql;
  source: Source;
  /** Reads and judges everything, and writes nothing at all. */
  dry: boolean;
  /** IANA name: by whose clock the academies are, of which the old database says nothing. */
  timezone: string;
  id: string;
  counts: RunCounts;
  known: Known;
  /** Of a rehearsal; otherwise the ledger has them, as it has what is gone. */
  refusals: Refusal[];
  gone: { table: LegacyTable; id: number }[];
  onProgress: (table: LegacyTable, rows: number) => void;
}

/** How far a run is: the table, and the last id it is done with. */
export interface Place {
  table: LegacyTable;
  id: number;
}

export interface OpenedRun {
  id: string;
  counts: RunCounts;
  /** Where one that was cut short goes on. */
  place?: Place;
  /** One that was cut short, and that this one does not go on with. */
  left?: Place;
}

/** Begins a run, or goes on with one that was cut short. */
export async function openRun(
  target: Sql,
  { label, resume }: { label: string; resume: boolean },
): Promise<OpenedRun> {
  const [open] = await target<
    { id: string; counts: RunCounts; at_table: LegacyTable | null; at_id: number | null }[]
  >`select id, counts, at_table, at_id from private.import_runs where ended_at is null`;
  const place = open?.at_table ? { table: open.at_table, id: open.at_id ?? BEFORE_ALL } : undefined;
  if (open && resume) return { id: open.id, counts: open.counts, ...place && { place } };
  return await inTransaction(target, async (tx) => {
    if (open) await tx`update private.import_runs set ended_at = now() where id = ${open.id}`;
    const [begun] = await tx<[{ id: string }]>`
      insert into private.import_runs (source) values (${label}) returning id`;
    return {
      id: begun.id,
      counts: {},
      ...open && { left: place ?? { table: 'roles', id: 0 } as const },
    };
  });
}

export const endRun = async ({ target, id, counts }: Run): Promise<void> => {
  await target`update private.import_runs
    set ended_at = now(), counts = ${target.json(counts as never)} where id = ${id}`;
};

const WAITS_MS = 30_000;

/** Another import is under way. */
export class ImportBusy extends Error {}

/**
 * Takes the lock of the import, or of the copying of its files, for this session. Whoever was killed holds
 * it until the server has noticed.
 * @throws ImportBusy
 */
export async function takeLock(
  target: Sql,
  waitsMs = WAITS_MS,
  what: 'import' | 'copy of files' = 'import',
): Promise<void> {
  const until = Date.now() + waitsMs;
  for (;;) {
    const [{ taken }] = await target<[{ taken: boolean }]>`
      select pg_try_advisory_lock(hashtextextended(${`tatame.${what}`}, 0)) as taken`;
    if (taken) return;
    if (Date.now() > until) {
      throw new ImportBusy(`Another ${what} into this database is under way.`);
    }
    await new Promise((wake) => setTimeout(wake, 100));
  }
}
