import { sql } from 'drizzle-orm';
import { check, index, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instants } from '../../../declare/bounds.ts';
import { choices } from '../../../declare/choice.ts';
import { grants } from '../../../declare/grants.ts';
import { newestFirstIndex } from '../../../keyset.ts';
import { personalData } from '../../../declare/personal-data.ts';
import { inGymOfPersons, selectPolicy } from '../../../declare/policies.ts';
import { stateMachine } from '../../../declare/state-machine.ts';
import { triggers } from '../../../declare/triggers.ts';
import { id, instant, timestamps } from '../../columns.ts';
import { gyms } from '../../academy/gyms.ts';
import { users } from '../../identity/users.ts';

export const closingStates = choices('scheduled', 'undone', 'erasing', 'erased');

export const closingMachine = stateMachine(closingStates, {
  initial: 'scheduled',
  legal: { scheduled: ['undone', 'erasing'], erasing: ['erased'], undone: [], erased: [] },
});

/**
 * That a gym is to be closed, and how far that is. Until `erases_at` all goes on as before and a manager
 * may undo it; then nobody belongs to the gym any more, and its rows go. Written by functions.
 */
export const gymClosings = pgTable('gym_closings', {
  id: id(),
  gym_id: uuid().notNull().references(() => gyms.id),
  state: closingStates.column().notNull().default('scheduled'),
  asked_by: uuid().references(() => users.id),
  undone_by: uuid().references(() => users.id),
  erases_at: instant().notNull(),
  /** When nobody belonged to the gym any more. */
  closed_at: instant(),
  /** When none of its rows was found for the first time; looked again a minute later, it is erased. */
  emptied_at: instant(),
  /** When the last of its rows was gone. */
  erased_at: instant(),
  ...timestamps(),
}, (t) => [
  newestFirstIndex('gym_closings_gym_id_index', t, t.gym_id),
  // One at a time; asked for twice is asked for once.
  uniqueIndex('gym_closings_open_unique').on(t.gym_id).where(sql`${t.state} <> 'undone'`),
  index('gym_closings_due_index').on(t.updated_at)
    .where(closingStates.among(t.state, ['scheduled', 'erasing'])),
  index('gym_closings_asked_by_index').on(t.asked_by),
  index('gym_closings_undone_by_index').on(t.undone_by),
  closingStates.check('gym_closings_state_check', t.state),
  check(
    'gym_closings_closed_check',
    sql`${closingStates.among(t.state, ['erasing', 'erased'])} = (${t.closed_at} is not null)`,
  ),
  check('gym_closings_erased_check', sql`(${t.state} = 'erased') = (${t.erased_at} is not null)`),
  ...instants(t.erases_at, t.closed_at, t.emptied_at, t.erased_at, t.created_at, t.updated_at),
  selectPolicy('gym_closings_select_members', inGymOfPersons(t.gym_id)),
]).enableRLS();

export const gymClosingsGrants = grants(gymClosings, { authenticated: { select: true } });

export const gymClosingsTriggers = triggers(gymClosings, 'touch', closingMachine.trigger('state'));

export const gymClosingsPersonal = personalData(gymClosings, {
  asked_by: {
    export: { not: 'It is about a gym.' },
    erase: { clear: ['asked_by'], gone: 'that you had gyms closed' },
  },
  undone_by: {
    export: { not: 'It is about a gym.' },
    erase: { clear: ['undone_by'], gone: 'that you kept gyms from being closed' },
  },
});
