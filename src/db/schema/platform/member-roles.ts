import { choices, type ValueOf } from '../../declare/choice.ts';

/** What a member is in a gym. */
export const memberRoles = choices('STUDENT', 'INSTRUCTOR', 'MANAGER');
export type MemberRole = ValueOf<typeof memberRoles>;
