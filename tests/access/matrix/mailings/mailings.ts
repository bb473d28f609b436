import type { Subject } from '../../proof/cells.ts';
import { messageFunctions } from './message-functions.ts';
import { messageTables } from './message-tables.ts';
import { preferences } from './preferences.ts';
import { replayMessages } from './replay.ts';
import { suppressionSubjects } from './suppressions.ts';
import { templates } from './templates.ts';

export const mailings: Subject[] = [
  ...[...templates, ...preferences, ...suppressionSubjects],
  ...[...messageTables, ...messageFunctions, replayMessages],
];
