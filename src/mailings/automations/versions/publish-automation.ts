import { sql } from 'drizzle-orm';
import { decodeRow } from '../../../db/decode-row.ts';
import type { CallerContext } from '../../../db/context.ts';
import { automations } from '../../../db/schema/mailings/automations/automations.ts';
import { assertVersion } from '../../../db/version.ts';
import { onViolation } from '../../../db/violation.ts';
import { refuse, wrongState } from '../../../errors.ts';
import {
  assertPublishable,
  type MailingsPort,
  type TemplateUse,
} from '../../templates/assert-publishable.ts';
import type { Automation } from '../contract.ts';
import { flattenDraft } from './flatten-draft.ts';
import { readAutomation } from '../read-automation.ts';
import { type ReadDraft, readDraft } from '../drafts/read-draft.ts';
import type { Node } from './node.ts';
import type { Step } from '../drafts/step.ts';

export interface PublishContext extends CallerContext {
  mailings: MailingsPort;
}

/**
 * Publishes the draft of an automation as it was read: from now on whoever enters goes by it, with each
 * template as it is published now. Who entered before goes on by what they entered.
 * @throws `automation_not_found`, `automation_archived`, `automation_unusable` (each field at fault),
 *   `template_unusable`, `mailings_not_set_up`, `precondition_failed`
 */
export async function publishAutomation(
  ctx: PublishContext,
  { automation_id, version }: { automation_id: string; version: Date | undefined },
): Promise<Automation> {
  const automation = await readAutomation(ctx, { automation_id });
  if (automation.archived_at) throw wrongState('automation', 'archived');
  assertVersion(automation, version, 'automation');
  const draft = readDraft(automation);
  const templates = await assertPublishable(ctx, {
    shop_id: automation.shop_id,
    trigger: automation.trigger,
    uses: usesOf(draft),
  });
  const published = await write(ctx, automation, flattenDraft(draft, templates));
  if (!published) throw refuse('precondition_failed');
  return published;
}

/** Each step that sends a template, with the field that names it. */
function usesOf({ action, template_id, steps }: ReadDraft): TemplateUse[] {
  const first = action === 'tag' || template_id === null
    ? []
    : [{ field: 'draft.template_id', template_id, channel: action }];
  return [...first, ...usesIn(steps, 'draft.steps')];
}

function usesIn(steps: readonly Step[], path: string): TemplateUse[] {
  return steps.flatMap((step, place) => {
    const here = `${path}.${place}`;
    switch (step.kind) {
      case 'email':
      case 'push':
        return [{
          field: `${here}.template_id`,
          template_id: step.template_id,
          channel: step.kind,
        }];
      case 'branch':
        return [
          ...usesIn(step.then, `${here}.then`),
          ...usesIn(step.otherwise, `${here}.otherwise`),
        ];
      case 'wait':
      case 'tag':
        return [];
    }
  });
}

/** Copies the row, unless it changed since it was read, and counts on; all in one statement. */
async function write(
  { db }: PublishContext,
  { id, shop_id, updated_at }: Automation,
  nodes: Node[],
): Promise<Automation | undefined> {
  const [row] = await db.execute(sql`
    with published as (
      insert into public.automation_versions (
        shop_id, automation_id, number, trigger, trigger_options, conditions, topic, quiet_from,
        quiet_until, send_days, hold_out_percent, attribution_days, nodes
      )
      select a.shop_id, a.id, coalesce((
          select max(v.number) from public.automation_versions v
          where v.automation_id = a.id and v.shop_id = a.shop_id
        ), 0) + 1,
        a.trigger, a.trigger_options, a.conditions, a.topic, a.quiet_from, a.quiet_until,
        a.send_days, a.hold_out_percent, a.attribution_days, ${JSON.stringify(nodes)}::jsonb
      from public.automations a
      where a.id = ${id} and a.shop_id = ${shop_id} and a.archived_at is null
        and a.updated_at = ${updated_at.toISOString()}::timestamptz
      returning automation_id, shop_id, number
    )
    update public.automations a set published_version = p.number
    from published p where a.id = p.automation_id and a.shop_id = p.shop_id
    returning a.*`)
    // Two at once: the other was first.
    .catch(onViolation(
      'automation_versions_number_unique',
      () => refuse('precondition_failed'),
    ));
  return row && decodeRow(automations, row);
}
