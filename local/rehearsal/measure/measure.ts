import type postgres from 'postgres';
import { ACCESS_EXCLUSIVE, ROW_EXCLUSIVE } from './modes.ts';
import { scansIn } from './scans.ts';
import type { Statement } from './split.ts';
import { factorOf, type Relation, type Standing } from './standing.ts';
import { type Held, LockWatch } from './watch.ts';

/** What was seen of one statement. */
export interface Measured {
  ms: number;
  /** Locks that it took or made stronger. */
  locks: { relation: Relation; mode: number }[];
  scans: {
    what: 'rewrite' | 'check' | 'foreign key' | 'index';
    relation: Relation;
    under: number;
  }[];
  /** Rows updated or deleted, at the size of the source. */
  changed: { relation: Relation; rows: number }[];
  failed?: { code: string; message: string };
}

/** Measures the statements of one migration, in the transaction that is told first. */
export class Measure {
  private watch!: LockWatch;
  private held: Held = new Map();
  private filenodes: Map<number, number>;
  private counted = new Map<number, number>();

  constructor(
    private readonly watcher: postgres.Sql,
    private readonly standing: Standing,
    private readonly notices: string[],
  ) {
    this.filenodes = new Map([...standing.byOid].map(([oid, { filenode }]) => [oid, filenode]));
  }

  async begin(tx: postgres.TransactionSql): Promise<void> {
    const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
    this.watch = new LockWatch(this.watcher, row?.pid ?? 0, this.standing);
    this.counted = await this.countChanges(tx);
  }

  async statement(tx: postgres.TransactionSql, { sql }: Statement): Promise<Measured> {
    const said = this.notices.length;
    const started = performance.now();
    let ended = started;
    let failed: Measured['failed'];
    const now = await this.watch.during(async () => {
      await tx.unsafe(sql).catch((error: postgres.PostgresError) => {
        failed = { code: error.code ?? '', message: error.message };
      });
      ended = performance.now();
    });
    const locks = [...now].filter(([oid, mode]) => mode > (this.held.get(oid) ?? 0))
      .flatMap(([oid, mode]) => this.relation(oid).map((relation) => ({ relation, mode })));
    for (const { relation, mode } of locks) this.held.set(relation.oid, mode);
    const common = { ms: ended - started, locks };
    if (failed) return { ...common, scans: [], changed: [], failed };
    const rewritten = await this.rewritten(tx);
    const told = this.notices.splice(said);
    const scans = (await scansIn(tx, told, rewritten, this.standing, locks.map((l) => l.relation)))
      .map(({ what, relation }) => ({ what, relation, under: this.held.get(relation.oid) ?? 0 }));
    return { ...common, scans, changed: await this.changed(tx) };
  }

  private relation(oid: number): Relation[] {
    const found = this.standing.byOid.get(oid);
    return found ? [found] : [];
  }

  private heldFrom(least: number): number[] {
    return [...this.held].filter(([, mode]) => mode >= least).map(([oid]) => oid);
  }

  /** What has another file than before: nothing is rewritten without this lock. */
  private async rewritten(tx: postgres.TransactionSql): Promise<Relation[]> {
    const oids = this.heldFrom(ACCESS_EXCLUSIVE);
    if (oids.length === 0) return [];
    const files = await tx<{ oid: number; filenode: number }[]>`
      select oid, pg_relation_filenode(oid) as filenode from pg_class where oid = any(${oids})`;
    const other = files.filter(({ oid, filenode }) => filenode !== this.filenodes.get(oid));
    for (const { oid, filenode } of other) this.filenodes.set(oid, filenode);
    return other.flatMap(({ oid }) => this.relation(oid));
  }

  /** Rows that were updated or deleted since the last look, also by functions and triggers. */
  private async changed(tx: postgres.TransactionSql): Promise<Measured['changed']> {
    if (this.heldFrom(ROW_EXCLUSIVE).length === 0) return [];
    const before = this.counted;
    this.counted = await this.countChanges(tx);
    return [...this.counted].flatMap(([oid, rows]) =>
      this.relation(oid).map((relation) => ({
        relation,
        rows: Math.round((rows - (before.get(oid) ?? 0)) * factorOf(relation)),
      }))
    ).filter(({ rows }) => rows > 0);
  }

  private async countChanges(tx: postgres.TransactionSql): Promise<Map<number, number>> {
    const counts = await tx<{ relid: number; rows: number }[]>`
      select relid, (n_tup_upd + n_tup_del)::float8 as rows from pg_stat_xact_user_tables
      where n_tup_upd + n_tup_del > 0`;
    return new Map(counts.map(({ relid, rows }) => [relid, rows]));
  }
}
