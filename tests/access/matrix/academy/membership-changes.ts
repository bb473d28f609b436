import type { Probe } from '../../proof/cells.ts';
import { clockOf } from '../returning.ts';

/** A change of each row in turn, which must move the version and leave the rest as it was. */
const change = (columns: string, intact: string): string =>
  `update public.memberships set ${columns} where id = :row
    returning case when updated_at > '2020-06-01' and ${intact} then 'ok' else 'spoilt' end`;

const decisionIntact = `coalesce(approved_at, denied_at, '2020-01-01') = '2020-01-01'`;
const stillThere = `(left_at is null or left_at = '2020-01-01')`;

/** What members do: they leave and, once gone, ask again from the start. */
const membersProbes: Record<string, Probe> = {
  leave: change(`left_at = now()`, decisionIntact),
  'leave blindly': `update public.memberships set left_at = now()`,
  'come back': change(`left_at = null`, decisionIntact),
  'ask again': change(
    `left_at = null, role = 'STUDENT', approved_at = null, denied_at = null, decided_by = null`,
    `approved_at is null and denied_at is null`,
  ),
  'ask again in the old role': change(
    `left_at = null, approved_at = null, denied_at = null, decided_by = null`,
    `approved_at is null`,
  ),
  'ask again as approved': change(
    `left_at = null, role = 'STUDENT', decided_by = null`,
    decisionIntact,
  ),
  'leave and be undecided': change(
    `left_at = '2000-01-01', role = 'STUDENT', approved_at = null, denied_at = null,
      decided_by = null`,
    `approved_at is null`,
  ),
};

/** What managers do: they decide, in their own name, on the database's clock. */
const managersProbes: Record<string, Probe> = {
  approve: change(`approved_at = now(), denied_at = null, decided_by = :me`, stillThere),
  'approve as fellow': change(
    `approved_at = now(), denied_at = null, decided_by = :users.fellow`,
    stillThere,
  ),
  deny: change(`approved_at = null, denied_at = now(), decided_by = :me`, 'approved_at is null'),
  'make instructor': change(`role = 'INSTRUCTOR', decided_by = :me`, decisionIntact),
  'make manager': change(`role = 'MANAGER', decided_by = :me`, decisionIntact),
  'make manager, undecided': change(`role = 'MANAGER'`, decisionIntact),
  'claim the decision': change(`decided_by = :me`, decisionIntact),
};

const clockProbes: Record<string, Probe> = {
  'leave backdated': `update public.memberships set left_at = '2000-01-01'
    where user_id = :me and role <> 'MANAGER' ${clockOf('left_at')}`,
  'approve backdated': `update public.memberships set approved_at = '2000-01-01', decided_by = :me
    where id = :memberships.pending ${clockOf('approved_at')}`,
  'deny backdated': `update public.memberships set denied_at = '2000-01-01', decided_by = :me
    where id = :memberships.pending ${clockOf('denied_at')}`,
};

export const changeProbes = { ...membersProbes, ...managersProbes, ...clockProbes };

const members = `
| actor                             | leave            | leave blindly | come back        |
| anonymous                         | 42501            | 42501         | 42501            |
| newcomer stranger formerGuardian deleted         | -                | -             | -                |
| guardian | child | ×1 | 42501/guard: child |
| otherGuardian | otherChild | ×1 | 42501/guard: otherChild |
| student pending denied instructor | own              | ×1            | 42501/guard: own |
| barred former                     | 42501/guard: own | 42501/guard   | 42501/guard: own |
| manager      | at-north manager-south · 23514: manager · 42501/guard: barred former · -: deleted | 23514 | at-north · 42501/guard: own manager-south barred former · -: deleted |
| deputy       | at-north · 23514: manager · 42501/guard: barred former · -: deleted | 23514 | at-north · 42501/guard: own barred former · -: deleted |
| otherManager | otherStudent otherChild manager-south · 23514: own | 23514 | otherStudent otherChild manager-south · 42501/guard: own |
| system       | all · -: deleted | ×15 | all · -: deleted |`;

const askAgain = `
| actor                             | ask again | ask again in the old role | ask again as approved | leave and be undecided |
| anonymous                         | 42501     | 42501            | 42501            | 42501            |
| newcomer stranger formerGuardian deleted         | -         | -                | -                | -                |
| guardian | 42501/guard: child | 42501/guard: child | 42501/guard: child | 42501/guard: child |
| otherGuardian | 42501/guard: otherChild | 42501/guard: otherChild | 42501/guard: otherChild | 42501/guard: otherChild |
| student denied barred instructor  | 42501/guard: own | 42501/guard: own | 42501/guard: own | 42501/guard: own |
| pending                           | 42501/guard: own | 42501/guard: own | 42501/guard: own | own              |
| former                            | own       | 42501/guard: own | 42501/guard: own | 42501/guard: own |
| manager      | 42501/guard: at-north manager-south · pending · 23514: manager | 42501/guard: at-north manager-south · pending | 42501/guard: at-north manager-south · student fellow child grown pending denied · 23514: manager | 42501/guard: at-north manager-south · pending · 23514: manager |
| deputy       | 42501/guard: at-north · pending · 23514: manager | 42501/guard: at-north · pending | 42501/guard: at-north · student fellow child grown pending denied · 23514: manager | 42501/guard: at-north · pending · 23514: manager |
| otherManager | 42501/guard: otherStudent otherChild manager-south · 23514: own | 42501/guard: at-south manager-south | 42501/guard: manager-south · otherStudent otherChild · 23514: own | 42501/guard: otherStudent otherChild manager-south · 23514: own |
| system       | all · -: deleted | all · -: deleted | all · -: deleted | all · -: deleted |`;

const decide = `
| actor                     | approve          | approve as fellow | deny             |
| anonymous                 | 42501            | 42501             | 42501            |
| newcomer stranger formerGuardian deleted | -                | -                 | -                |
| guardian | 42501/guard: child | 42501/guard: child | 42501/guard: child |
| otherGuardian | 42501/guard: otherChild | 42501/guard: otherChild | 42501/guard: otherChild |
| manager      | at-north · 42501/guard: own barred former manager-south · -: deleted | 42501/guard: at-north manager-south | 42501/guard: at-north manager-south · pending denied |
| deputy       | at-north · 42501/guard: own barred former · -: deleted | 42501/guard: at-north | 42501/guard: at-north · pending denied |
| otherManager | otherStudent otherChild manager-south · 42501/guard: own | 42501/guard: at-south manager-south | 42501/guard: at-south manager-south |
| system       | all · -: deleted | all · -: deleted | all · -: deleted |
| everyone else | 42501/guard: own | 42501/guard: own | 42501/guard: own |`;

const promote = `
| actor                     | make instructor  | make manager     | make manager, undecided | claim the decision |
| anonymous                 | 42501            | 42501            | 42501                   | 42501              |
| newcomer stranger formerGuardian deleted | -                | -                | -                       | -                  |
| guardian | 42501/guard: child | 42501/guard: child | 42501/guard: child | 42501/guard: child |
| otherGuardian | 42501/guard: otherChild | 42501/guard: otherChild | 42501/guard: otherChild | 42501/guard: otherChild |
| manager      | at-north · 23514: own · 42501/guard: barred former manager-south · -: deleted | at-north · 42501/guard: own barred former manager-south · -: deleted | 42501/guard: at-north manager-south · deputy | at-north · 42501/guard: own barred former manager-south · -: deleted |
| deputy       | at-north · 23514: manager · 42501/guard: own barred former · -: deleted | at-north · 42501/guard: own barred former · -: deleted | 42501/guard: at-north · manager | at-north · 42501/guard: own barred former · -: deleted |
| otherManager | otherStudent otherChild manager-south · 23514: own | otherStudent otherChild manager-south · 42501/guard: own | 42501/guard: at-south manager-south | otherStudent otherChild manager-south · 42501/guard: own |
| system       | all · -: deleted | all · -: deleted | all · -: deleted | all · -: deleted |
| everyone else | 42501/guard: own | 42501/guard: own | 42501/guard: own       | 42501/guard: own   |`;

const clock = `
| actor                     | leave backdated | approve backdated | deny backdated |
| anonymous                 | 42501           | 42501             | 42501          |
| newcomer stranger guardian otherGuardian formerGuardian deleted | - | - | - |
| student denied instructor | now             | -                 | -              |
| pending                   | now             | 42501/guard       | 42501/guard    |
| barred former             | 42501/guard     | -                 | -              |
| manager                   | now             | now               | now            |
| deputy                    | -               | now               | now            |
| otherManager              | -               | -                 | -              |
| system                    | -               | backdated         | backdated      |`;

export const changeGrids = [members, askAgain, decide, promote, clock];
