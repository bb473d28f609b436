import type postgres from 'postgres';
import type { Node } from './split.ts';
import { columnsOf, type Relation, type Standing } from './standing.ts';

/** A table, view or column that stood before and is not found by its name any more. */
export interface Lost {
  relation: Relation;
  /** Its old name; missing where it is the relation itself. */
  column?: string;
  /** What it is called now; missing where it is gone. */
  to?: string;
}

/** What a relation is called now. */
interface Named {
  oid: number;
  name: string;
  columns: Record<string, string>;
}

/**
 * Knows what everything is called, so that it is seen however a name was lost: by a statement that says
 * so, in a block, in a function, or with what it hung on.
 */
export class Names {
  private readonly known: Map<number, Pick<Named, 'name' | 'columns'>>;

  constructor(private readonly standing: Standing) {
    const relations = [...standing.byOid.values()].filter(({ name, table }) => name === table);
    this.known = new Map(relations.map(({ oid, name, columns }) => [oid, { name, columns }]));
  }

  /**
   * Tells what was lost since the last look.
   *
   * @param locked what is locked as whoever renames or drops it must; a schema is renamed without
   */
  async lost(tx: postgres.TransactionSql, locked: number[], node?: Node): Promise<Lost[]> {
    const oids = (mayRenameSchema(node) ? [...this.known.keys()] : locked)
      .filter((oid) => this.known.has(oid));
    if (oids.length === 0) return [];
    const found = new Map((await this.read(tx, oids)).map((each) => [each.oid, each]));
    return oids.flatMap((oid) => {
      const relation = this.standing.byOid.get(oid)!;
      const was = this.known.get(oid)!;
      const now = found.get(oid);
      if (!now) {
        this.known.delete(oid);
        return [{ relation }];
      }
      this.known.set(oid, now);
      const columns = Object.entries(was.columns).flatMap(([number, column]): Lost[] => {
        const to = now.columns[number];
        if (to === column) return [];
        return [{ relation, column, ...to !== undefined && { to } }];
      });
      return now.name === was.name ? columns : [{ relation, to: now.name }, ...columns];
    });
  }

  /** Those that nothing else is called by now, such as a view that stands for a table. */
  async stillLost(tx: postgres.TransactionSql, lost: Lost[]): Promise<Lost[]> {
    if (lost.length === 0) return [];
    const there = new Map((await this.read(tx)).map((each) => [each.name, each.columns]));
    return lost.filter(({ relation, column }) => {
      const columns = Object.values(there.get(relation.name) ?? {});
      const wanted = column === undefined ? Object.values(relation.columns) : [column];
      return !there.has(relation.name) || wanted.some((each) => !columns.includes(each));
    });
  }

  private read(tx: postgres.TransactionSql, oids?: number[]): Promise<Named[]> {
    return tx<Named[]>`
      select c.oid, n.nspname || '.' || c.relname as name, ${columnsOf(tx)} as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'm', 'v') and ${
      oids ? tx`c.oid = any(${oids})` : tx`n.nspname not like 'pg\\_%'`
    }`;
  }
}

/** Also what runs statements that are not seen. */
const mayRenameSchema = (node?: Node): boolean =>
  !node || ['RenameStmt', 'DoStmt', 'SelectStmt', 'CallStmt'].some((kind) => kind in node);
