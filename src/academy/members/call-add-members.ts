import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { CallerDatabase } from '../../db/client.ts';
import { callFor } from '../../db/call.ts';
import { onViolations } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import { notAManager } from '../memberships/membership-refusal.ts';
import { type AddMemberInput, ImportedLine } from './contract.ts';

/** Somebody to add, and the line they stand in. */
export interface NewMember extends AddMemberInput {
  line: number;
}

export type AddedLine = z.output<typeof ImportedLine>;

/**
 * Adds people to a gym in one statement, all or none; who is known there is left alone.
 * @throws `not_a_manager` (forbidden), `external_ref_taken` (conflict)
 */
export const callAddMembers = (
  db: CallerDatabase,
  gymId: string,
  people: readonly NewMember[],
  { source, dryRun }: { source: 'staff' | 'import'; dryRun: boolean },
): Promise<AddedLine[]> =>
  callFor(
    db,
    ImportedLine,
    sql`private.add_members(${gymId}, ${JSON.stringify(people)}::jsonb, ${source}, ${dryRun})`,
  ).catch(onViolations({
    not_a_manager: notAManager,
    memberships_external_ref_unique: () => refuse('external_ref_taken'),
  }));
