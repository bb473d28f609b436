import { spelled, stopsWriters } from '../measure/modes.ts';
import type { Node } from '../measure/split.ts';
import type { Finding } from '../report.ts';
import { alterations, isLarge, type Judged, type Rule, spokenRows } from './rule.ts';

type What = Judged['measured']['scans'][number]['what'];

/** How the same is had without stopping writers, by rule. */
const INSTEAD: Record<string, string> = {
  'changing-column-type': 'Add a column of the new type, fill it in batches, switch, drop the old.',
  'adding-field-with-default':
    'Add the column without the default, set the default, fill in batches.',
  'prefer-repack': 'Use pg_repack, outside of a migration.',
  'require-concurrent-reindex': 'REINDEX … CONCURRENTLY, by hand: it runs in no transaction.',
  'refreshing-materialized-view': 'REFRESH … CONCURRENTLY, in a migration of its own.',
  'rewriting-table': 'Do it in a time announced for it, or with a second table and batches.',
  'disallowed-unique-constraint':
    'Make the unique index CONCURRENTLY by hand before, then add the constraint USING INDEX.',
  'require-concurrent-index-creation':
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS by hand before; the migration, with IF NOT EXISTS, finds it.',
  'adding-not-nullable-field':
    'Add CHECK (… IS NOT NULL) NOT VALID, validate it in the next migration, then SET NOT NULL.',
  'constraint-missing-not-valid': 'Add it NOT VALID, and VALIDATE it in the next migration.',
  'adding-foreign-key-constraint': 'Add it NOT VALID, and VALIDATE it in the next migration.',
};

const SAYS: Record<What, string> = {
  'rewrite': 'writes every row anew',
  'check': 'reads every row to check it',
  'foreign key': 'looks up what every row refers to',
  'index': 'builds an index over every row',
};

/** A pass over a large table while nobody else may write there. */
export const scanRules: Rule = ({ node, measured }): Finding[] =>
  measured.scans.filter(({ relation, under }) => isLarge(relation) && stopsWriters(under))
    .flatMap(({ what, relation, under }) => {
      const rule = ruleOf(what, node);
      if (!rule) return [];
      return [{
        rule,
        relation: relation.table,
        says: `${SAYS[what]} of ${spokenRows(relation)} under ${spelled(under)}.`,
        instead: INSTEAD[rule] ?? '',
      }];
    });

/** Postgres reads every table that has a column of the domain, and says nothing of it. */
export const domains: Rule = ({ node, locks }) => {
  if (!node || !('AlterDomainStmt' in node)) return [];
  return locks.filter(({ relation, mode }) => isLarge(relation) && stopsWriters(mode))
    .map(({ relation, mode }) => ({
      rule: 'constraint-missing-not-valid',
      relation: relation.table,
      says: `${SAYS.check} of ${spokenRows(relation)} under ${spelled(mode)}.`,
      instead: 'Add it NOT VALID, which holds for new rows; what validates it stops writers.',
    }));
};

function ruleOf(what: What, node: Node | undefined): string | undefined {
  const kinds = new Set(alterations(node).commands.map(({ subtype }) => subtype));
  const is = (kind: string) => node !== undefined && kind in node;
  if (is('ReindexStmt')) return 'require-concurrent-reindex';
  if (kinds.has('AT_AlterColumnType') && what !== 'foreign key') return 'changing-column-type';
  if (what === 'foreign key') return 'adding-foreign-key-constraint';
  if (what === 'check') {
    return kinds.has('AT_SetNotNull') || hasPrimaryKey(node)
      ? 'adding-not-nullable-field'
      : 'constraint-missing-not-valid';
  }
  if (what === 'index') {
    return kinds.size > 0 ? 'disallowed-unique-constraint' : 'require-concurrent-index-creation';
  }
  // It empties the table, which takes no time.
  if (is('TruncateStmt')) return undefined;
  if (is('ClusterStmt')) return 'prefer-repack';
  if (is('RefreshMatViewStmt')) return 'refreshing-materialized-view';
  return kinds.has('AT_AddColumn') ? 'adding-field-with-default' : 'rewriting-table';
}

/** Its columns become NOT NULL, also where its index was there before. */
const hasPrimaryKey = (node: Node | undefined): boolean =>
  alterations(node).commands.some(({ def }) =>
    def && 'Constraint' in def && def.Constraint.contype === 'CONSTR_PRIMARY'
  );
