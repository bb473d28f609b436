import type { Subject } from '../../proof/cells.ts';
import { conversationTables } from './comments.ts';
import { communityFunctions } from './functions.ts';
import { postTables } from './posts.ts';

/** What members tell their gym, what is said under it, and who takes it down. */
export const community: Subject[] = [...postTables, ...conversationTables, ...communityFunctions];
