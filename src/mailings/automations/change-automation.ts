import type { CallerContext } from '../../db/context.ts';
import { onViolation } from '../../db/violation.ts';
import { refuse } from '../../errors.ts';
import type { Automation, ChangeAutomationInput } from './contract.ts';
import { writeAutomation } from './write-automation.ts';

/**
 * Changes the draft of an automation: nothing runs otherwise until it is published. A field that has no
 * meaning for the new action is emptied.
 * @throws `automation_not_found`, `automation_archived`, `template_not_found`, `precondition_failed`
 */
export function changeAutomation(
  ctx: CallerContext,
  { automation_id, body, version }: {
    automation_id: string;
    body: ChangeAutomationInput;
    version: Date | undefined;
  },
): Promise<Automation> {
  const { template_id = null, tag = null, trigger_options = {} } = body;
  return writeAutomation(ctx, automation_id, version, {
    ...body,
    ...body.action && { template_id, tag },
    ...body.trigger && { trigger_options },
  }).catch(onViolation(
    'automations_template_fkey',
    () => refuse('template_not_found', { field: 'body.template_id' }),
  ));
}
