import { and, eq } from 'drizzle-orm';
import type { CallerContext } from '../../../db/context.ts';
import { keyset, type PageRequest, type Slice } from '../../../db/keyset.ts';
import { automationVersions } from '../../../db/schema/mailings/automations/automation-versions.ts';
import type { AutomationVersion } from '../contract.ts';

const latest = keyset('desc', automationVersions.number);

/** Lists what an automation was each time it was published, the latest first; for managers. */
export const listAutomationVersions = (
  { db }: CallerContext,
  { automation_id, page }: { automation_id: string; page: PageRequest },
): Promise<Slice<AutomationVersion>> =>
  latest.list(
    page,
    ({ where, orderBy, limit }) =>
      db.select().from(automationVersions)
        .where(and(eq(automationVersions.automation_id, automation_id), where))
        .orderBy(...orderBy).limit(limit),
  );
