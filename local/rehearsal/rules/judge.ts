import { spelled, stopsWriters } from '../measure/modes.ts';
import type { Finding } from '../report.ts';
import { inUse } from './in-use.ts';
import {
  GIVEN_UP_MS,
  isLarge,
  type Judged,
  LARGE,
  LONG_MS,
  type Rule,
  spokenRows,
} from './rule.ts';
import { domains, scanRules } from './scans.ts';
import {
  concurrently,
  disableTrigger,
  dropIndex,
  lockTable,
  nesting,
  truncate,
} from './statements.ts';

const fails: Rule = ({ measured: { failed } }) =>
  failed
    ? [{
      rule: 'fails',
      says: `${failed.message} (${failed.code}).`,
      instead: 'Nothing of the migration stays, and nothing after it runs.',
    }]
    : [];

const changesMuch: Rule = ({ measured }) =>
  measured.changed.map(({ relation, rows, before }) => ({
    relation,
    rows: before + rows,
    // Where many statements change a few each, it is said once.
    told: before >= LARGE && rows < LARGE,
  })).filter(({ relation, rows, told }) => isLarge(relation) && rows >= LARGE && !told)
    .map(({ relation, rows }) => ({
      rule: 'changing-many-rows',
      relation: relation.name,
      says:
        `changes ${rows.toLocaleString('en')} rows of ${relation.name} in one transaction, and ` +
        'whoever writes one of them waits for its end.',
      instead: 'Change them in batches of some thousands, each committed, outside of a migration.',
    }));

/** Whatever the reason: nobody writes to a large table for so long, nor to any until all give up. */
const locksLong: Rule = ({ locks }) =>
  locks.filter(({ relation, mode, held_ms }) =>
    relation.rows > 0 && relation.table === relation.name && stopsWriters(mode) &&
    held_ms >= (isLarge(relation) ? LONG_MS : GIVEN_UP_MS)
  ).map(({ relation, mode, held_ms }) => ({
    rule: 'holding-lock',
    relation: relation.name,
    says:
      `holds ${spelled(mode)} on ${spokenRows(relation)} for ${held_ms.toLocaleString('en')} ms, ` +
      'to the end of the migration.',
    instead: 'Put what needs this lock last, or into a migration of its own.',
  }));

const RULES: Rule[] = [
  ...[fails, concurrently, nesting, scanRules, domains, lockTable, disableTrigger, dropIndex],
  ...[inUse, truncate, changesMuch, locksLong],
];

/** Says what speaks against a statement. */
export const judge = (judged: Judged): Finding[] => RULES.flatMap((rule) => rule(judged));
