import type { Finding } from '../report.ts';
import type { Relation } from '../measure/standing.ts';
import { alterations, type Judged, namedBy, type Rule } from './rule.ts';
import { dropped } from './statements.ts';

/**
 * Code that runs while a migration does names columns by the names it knows. Nobody can tell from the
 * database whether there is any left: who knows says so, in a migration before, by a comment that
 * begins with this word.
 */
export const UNUSED = /^unused\b/i;

const SAY_UNUSED =
  `Deploy code without it, say COMMENT ON … IS 'unused' in one migration, drop it in ` +
  'the next.';

/** Renaming and dropping what running code reads; a table without rows has no users yet. */
export const inUse: Rule = (judged) => [...renames(judged), ...drops(judged)];

function renames({ node, standing }: Judged): Finding[] {
  if (!node || !('RenameStmt' in node)) return [];
  const { renameType, relation: range, subname } = node.RenameStmt;
  const table = namedBy(standing, range);
  if (!table || table.rows === 0) return [];
  if (renameType === 'OBJECT_COLUMN') {
    return [{
      rule: 'renaming-column',
      relation: table.name,
      says: `code that runs asks for ${table.name}.${subname}, and fails from then on.`,
      instead: `Add the new column, write both, move readers. ${SAY_UNUSED}`,
    }];
  }
  if (renameType !== 'OBJECT_TABLE') return [];
  return [{
    rule: 'renaming-table',
    relation: table.name,
    says: `code that runs asks for ${table.name}, and fails from then on.`,
    instead: 'Leave a view of the old name in the same migration, and drop it later.',
  }];
}

function drops({ node, standing }: Judged): Finding[] {
  const { range, commands } = alterations(node);
  const table = namedBy(standing, range);
  const columns = commands.flatMap(({ subtype, name }) =>
    subtype === 'AT_DropColumn' && name ? [name] : []
  );
  const ofColumns = columns.flatMap((column) =>
    table && isUsed(table, table.comments[column]) ? [{ table, column }] : []
  ).map(({ table, column }) => ({
    rule: 'ban-drop-column',
    relation: table.name,
    says: `code that runs may still ask for ${table.name}.${column}.`,
    instead: SAY_UNUSED,
  }));
  if (!node || !('DropStmt' in node) || node.DropStmt.removeType !== 'OBJECT_TABLE') {
    return ofColumns;
  }
  return dropped(node, standing).filter((each) => isUsed(each, each.comments[''])).map((each) => ({
    rule: 'ban-drop-table',
    relation: each.name,
    says: `code that runs may still ask for ${each.name}.`,
    instead: SAY_UNUSED,
  }));
}

const isUsed = ({ rows }: Relation, comment = ''): boolean => rows > 0 && !UNUSED.test(comment);
