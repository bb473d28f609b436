import type { CallerContext } from '../../db/context.ts';
import { onViolations } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import type { Automation } from './contract.ts';
import { writeAutomation } from './write-automation.ts';

/**
 * Lets an automation run from now on, or stops it: then nobody enters, and what is still to be sent is
 * refused as `automation_stopped` when it comes due.
 * @throws `automation_not_found`, `automation_archived`, `automation_not_published`,
 *   `too_many_automations` (conflicts), `precondition_failed`
 */
export const enableAutomation = (
  ctx: CallerContext,
  { automation_id, body: { enabled }, version }: {
    automation_id: string;
    body: { enabled: boolean };
    version: Date | undefined;
  },
): Promise<Automation> =>
  writeAutomation(ctx, automation_id, version, { enabled }).catch(onViolations({
    automations_enabled_check: () => refuse('automation_not_published'),
    automations_most_enabled: () => refuse('too_many_automations'),
  }));
