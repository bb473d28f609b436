import type { Subject } from '../../proof/cells.ts';
import { messageTables } from './message-tables.ts';
import { plannedMessages } from './planned-messages.ts';
import { preferences } from './preferences.ts';
import { replayMessages } from './replay.ts';
import { sentMessages } from './sent-messages.ts';
import { suppressionSubjects } from './suppressions.ts';
import { templates } from './templates.ts';

export const mailings: Subject[] = [
  ...[...templates, ...preferences, ...suppressionSubjects],
  ...[...messageTables, ...plannedMessages, ...sentMessages, replayMessages],
];
