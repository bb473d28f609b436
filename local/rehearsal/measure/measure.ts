import type postgres from 'postgres';
import { type Lost, Names } from './lost.ts';
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
  /** Rows updated or deleted, at the size of the source; `before` by what came before it. */
  changed: { relation: Relation; rows: number; before: number }[];
  /** What nobody finds any more by the name that it had. */
  lost: Lost[];
  failed?: { code: string; message: string };
}

/** Measures the statements of one migration, in the transaction that is told first. */
export class Measure {
  private watch!: LockWatch;
  private held: Held = new Map();
  private filenodes: Map<number, number>;
  private counted = new Map<number, number>();
  private readonly names: Names;

  constructor(
    private readonly watcher: postgres.Sql,
    private readonly standing: Standing,
    private readonly notices: string[],
  ) {
    this.filenodes = new Map([...standing.byOid].map(([oid, { filenode }]) => [oid, filenode]));
    this.names = new Names(standing);
  }

  async begin(tx: postgres.TransactionSql): Promise<void> {
    const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
    this.watch = new LockWatch(this.watcher, row?.pid ?? 0, this.standing);
    this.counted = await this.countChanges(tx);
  }

  async statement(tx: postgres.TransactionSql, statement: Statement): Promise<Measured> {
    const said = this.notices.length;
    const started = performance.now();
    let ended = started;
    let failed: Measured['failed'];
    const now = await this.watch.during(async () => {
      failed = asksForData(statement) ?? await tx.unsafe(statement.sql).then(
        () => undefined,
        ({ code = '', message }: postgres.PostgresError) => ({ code, message }),
      );
      ended = performance.now();
    });
    const locks = [...now].filter(([oid, mode]) => mode > (this.held.get(oid) ?? 0))
      .flatMap(([oid, mode]) => this.relation(oid).map((relation) => ({ relation, mode })));
    for (const { relation, mode } of locks) this.held.set(relation.oid, mode);
    const common = { ms: ended - started, locks };
    if (failed) return { ...common, scans: [], changed: [], lost: [], failed };
    const rewritten = await this.rewritten(tx);
    const told = this.notices.splice(said);
    const scans = (await scansIn(tx, told, rewritten, this.standing, locks.map((l) => l.relation)))
      .map(({ what, relation }) => ({ what, relation, under: this.held.get(relation.oid) ?? 0 }));
    const lost = await this.names.lost(tx, this.heldFrom(ACCESS_EXCLUSIVE), statement.node);
    return { ...common, scans, changed: await this.changed(tx), lost };
  }

  /** Takes back what was lost on the way and is there again in the end, as a view made anew. */
  async end(tx: postgres.TransactionSql, measured: Measured[]): Promise<void> {
    const gone = new Set(await this.names.stillLost(tx, measured.flatMap(({ lost }) => lost)));
    for (const each of measured) each.lost = each.lost.filter((lost) => gone.has(lost));
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
        before: Math.round((before.get(oid) ?? 0) * factorOf(relation)),
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

/** COPY from or to whoever asks would wait for them without end, here as in `migrate`. */
function asksForData({ node }: Statement): Measured['failed'] {
  if (!node || !('CopyStmt' in node) || node.CopyStmt.filename) return undefined;
  const where = node.CopyStmt.is_from ? 'COPY … FROM STDIN' : 'COPY … TO STDOUT';
  return { code: '0A000', message: `${where} needs somebody at the other end` };
}
