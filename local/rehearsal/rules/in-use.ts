import type { Finding } from '../report.ts';
import type { Lost } from '../measure/lost.ts';
import type { Relation } from '../measure/standing.ts';
import type { Rule } from './rule.ts';

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
export const inUse: Rule = ({ measured: { lost } }) => {
  // What goes with its table is not told apart.
  const whole = new Set(
    lost.filter(({ column }) => column === undefined).map((each) => each.relation),
  );
  return lost.filter(({ relation, column }) => column === undefined || !whole.has(relation))
    .flatMap((each) => each.to === undefined ? dropped(each) : renamed(each, each.to));
};

function renamed({ relation, column }: Lost, to: string): Finding[] {
  if (!hasUsers(relation)) return [];
  const [name, rule, instead] = column === undefined
    ? [
      relation.name,
      'renaming-table',
      'Leave a view of the old name in the same migration, and drop it later.',
    ]
    : [
      `${relation.name}.${column}`,
      'renaming-column',
      `Add the new column, write both, move readers. ${SAY_UNUSED}`,
    ];
  return [{
    rule: rule!,
    relation: relation.name,
    says: `code that runs asks for ${name}, now ${to}, and fails from then on.`,
    instead: instead!,
  }];
}

function dropped({ relation, column }: Lost): Finding[] {
  if (!hasUsers(relation) || UNUSED.test(relation.comments[column ?? ''] ?? '')) return [];
  const name = column === undefined ? relation.name : `${relation.name}.${column}`;
  return [{
    rule: column === undefined ? 'ban-drop-table' : 'ban-drop-column',
    relation: relation.name,
    says: `code that runs may still ask for ${name}.`,
    instead: SAY_UNUSED,
  }];
}

/** How many read through a view is not known. */
const hasUsers = ({ rows, isView }: Relation): boolean => isView || rows > 0;
