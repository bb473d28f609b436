import { spelled, stopsWriters } from '../measure/modes.ts';
import type { Node } from '../measure/split.ts';
import type { Relation, Standing } from '../measure/standing.ts';
import { alterations, isLarge, namedBy, type Rule, spokenRows } from './rule.ts';

/** What needs a session of its own cannot be in a migration, which is one transaction. */
export const concurrently: Rule = ({ node }) =>
  node && isConcurrent(node)
    ? [{
      rule: 'ban-concurrent-index-creation-in-transaction',
      says: 'CONCURRENTLY cannot run inside of a transaction, which a migration is.',
      instead: 'Run it by hand before, and let the migration find it: IF [NOT] EXISTS.',
    }]
    : [];

const NESTING = ['BEGIN', 'START', 'COMMIT', 'ROLLBACK', 'PREPARE'].map((kind) =>
  `TRANS_STMT_${kind}`
);

/** What ends the migration's transaction leaves half of it behind where the rest fails. */
export const nesting: Rule = ({ node }) =>
  node && 'TransactionStmt' in node && NESTING.includes(node.TransactionStmt.kind ?? '')
    ? [{
      rule: 'transaction-nesting',
      says: 'a migration is one transaction already, which this begins anew or ends.',
      instead: 'Leave it out, or make two migrations of it.',
    }]
    : [];

function isConcurrent(node: Node): boolean {
  if ('IndexStmt' in node) return node.IndexStmt.concurrent === true;
  if ('DropStmt' in node) return node.DropStmt.concurrent === true;
  if ('ReindexStmt' in node) {
    return node.ReindexStmt.params?.some((each) =>
      'DefElem' in each && each.DefElem.defname === 'concurrently'
    ) ?? false;
  }
  return alterations(node).commands.some(({ def }) =>
    def && 'PartitionCmd' in def && def.PartitionCmd.concurrent === true
  );
}

export const lockTable: Rule = ({ node, standing }) => {
  if (!node || !('LockStmt' in node) || !stopsWriters(node.LockStmt.mode ?? 0)) return [];
  const mode = spelled(node.LockStmt.mode ?? 0);
  return (node.LockStmt.relations ?? []).flatMap((range) => {
    const table = 'RangeVar' in range ? namedBy(standing, range.RangeVar) : undefined;
    if (!table || !isLarge(table)) return [];
    return [{
      rule: 'locking-table',
      relation: table.name,
      says: `locks ${spokenRows(table)} in ${mode} mode until the migration ends.`,
      instead: 'Let each statement take what it needs, or lock the rows it changes.',
    }];
  });
};

export const disableTrigger: Rule = ({ node, standing }) => {
  const { range, commands } = alterations(node);
  const table = namedBy(standing, range);
  const disables = commands.some(({ subtype = '' }) => /^AT_DisableTrig/.test(subtype));
  if (!table || !disables || !isLarge(table)) return [];
  return [{
    rule: 'ban-disable-trigger',
    relation: table.name,
    says: `stops writers of ${spokenRows(table)} until the migration ends, as nothing may pass by.`,
    instead:
      'Let the trigger ask who writes, or set session_replication_role in a script of its own.',
  }];
};

export const dropIndex: Rule = ({ node, standing }) => {
  if (!node || !('DropStmt' in node) || node.DropStmt.removeType !== 'OBJECT_INDEX') return [];
  if (node.DropStmt.concurrent) return [];
  return dropped(node, standing).filter(isLarge).map((index) => ({
    rule: 'require-concurrent-index-deletion',
    relation: index.table,
    says: `waits for everybody who reads ${index.table}, and makes all others wait behind it.`,
    instead: 'DROP INDEX CONCURRENTLY by hand before; the migration says IF EXISTS.',
  }));
};

export const truncate: Rule = ({ node, standing }) => {
  if (!node || !('TruncateStmt' in node)) return [];
  const tables = (node.TruncateStmt.relations ?? []).flatMap((range) =>
    'RangeVar' in range ? namedBy(standing, range.RangeVar) ?? [] : []
  );
  return tables.filter(({ rows }) => rows > 0).map((table) => ({
    rule: 'truncating-table',
    relation: table.name,
    says: `takes away ${spokenRows(table)}, also what somebody writes until it runs.`,
    instead:
      'Delete what is to go in batches, outside of a migration, by what says that it may go.',
  }));
};

function dropped(node: Node, standing: Standing): Relation[] {
  if (!('DropStmt' in node)) return [];
  return (node.DropStmt.objects ?? []).flatMap((each) => {
    const items = 'List' in each ? each.List.items ?? [] : [];
    const names = items.flatMap((item) => 'String' in item ? [item.String.sval ?? ''] : []);
    return standing.find(names.at(-1) ?? '', names.at(-2)) ?? [];
  });
}
