import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { SystemDatabase } from '../../db/client.ts';
import { automationVersions } from '../../db/schema/mailings/automations/automation-versions.ts';
import { automations } from '../../db/schema/mailings/automations/automations.ts';
import { dryRuns } from '../../db/schema/mailings/dry-runs/dry-runs.ts';
import { topics } from '../../db/schema/mailings/lists.ts';
import { messageTemplateVersions } from '../../db/schema/mailings/templates/message-template-versions.ts';
import { messageTemplates } from '../../db/schema/mailings/templates/message-templates.ts';
import { flattenDraft, stepsOf } from '../automations/versions/flatten-draft.ts';
import { Nodes } from '../automations/versions/node.ts';
import { type Step, Steps } from '../automations/drafts/step.ts';
import { Trigger } from '../automations/drafts/trigger.ts';
import { Conditions } from '../conditions/condition.ts';

/** What a dry run tries: what an automation would do, or does. */
export const Plan = z.object({
  automation_id: z.guid(),
  shop_id: z.guid(),
  /** Taken to run, though it may not. */
  running: z.literal(true).nullable(),
  trigger: Trigger,
  conditions: Conditions,
  nodes: Nodes,
  topic: topics.schema,
  quiet_from: z.string().nullable(),
  quiet_until: z.string().nullable(),
  send_days: z.array(z.int()).nullable(),
  hold_out_percent: z.int(),
});
export type Plan = z.output<typeof Plan>;

type Kept = Pick<
  typeof automationVersions.$inferSelect,
  | ('shop_id' | 'topic' | 'quiet_from' | 'quiet_until' | 'send_days' | 'hold_out_percent')
  | ('trigger' | 'trigger_options' | 'conditions')
>;

interface Asked {
  automation_id: string;
  of: (typeof dryRuns.$inferSelect)['of'];
}

/** Reads what an automation does; undefined where it is not there, or not published. */
export const readPlan = (db: SystemDatabase, { automation_id, of }: Asked) =>
  of === 'draft' ? readDraft(db, automation_id) : readPublished(db, automation_id);

async function readDraft(db: SystemDatabase, automation_id: string) {
  const [draft] = await db.select().from(automations).where(eq(automations.id, automation_id));
  if (!draft) return undefined;
  const steps = Steps.parse(draft.steps);
  const pinned = await pin(db, draft.shop_id, templatesOf(stepsOf({ ...draft, steps })));
  // As though it were enabled.
  return planOf(draft, automation_id, flattenDraft({ ...draft, steps }, pinned), true);
}

async function readPublished(db: SystemDatabase, automation_id: string) {
  const [found] = await db.select({ version: automationVersions }).from(automations)
    .innerJoin(
      automationVersions,
      and(
        eq(automationVersions.automation_id, automations.id),
        eq(automationVersions.shop_id, automations.shop_id),
        eq(automationVersions.number, automations.published_version),
      ),
    ).where(eq(automations.id, automation_id));
  return found && planOf(found.version, automation_id, found.version.nodes, null);
}

const planOf = (
  { trigger, trigger_options, ...kept }: Kept,
  automation_id: string,
  nodes: unknown,
  running: true | null,
): Plan =>
  Plan.parse({ ...kept, automation_id, nodes, running, trigger: { trigger, trigger_options } });

/** The templates that steps send, branches included. */
const templatesOf = (steps: readonly Step[]): string[] =>
  steps.flatMap((step) =>
    step.kind === 'branch'
      ? templatesOf([...step.then, ...step.otherwise])
      : 'template_id' in step
      ? [step.template_id]
      : []
  );

/** No version has it: nothing is known of what the template needs. */
const NO_VERSION = '00000000-0000-0000-0000-000000000000';

/** The version of each template that was published last; one that never was stands for none. */
async function pin(
  db: SystemDatabase,
  shop_id: string,
  templates: readonly string[],
): Promise<Map<string, string>> {
  const pinned = new Map(templates.map((id) => [id, NO_VERSION]));
  if (pinned.size === 0) return pinned;
  const rows = await db.select({ template: messageTemplates.id, id: messageTemplateVersions.id })
    .from(messageTemplates).innerJoin(
      messageTemplateVersions,
      and(
        eq(messageTemplateVersions.template_id, messageTemplates.id),
        eq(messageTemplateVersions.shop_id, messageTemplates.shop_id),
        eq(messageTemplateVersions.number, messageTemplates.published_version),
      ),
    ).where(
      and(eq(messageTemplates.shop_id, shop_id), inArray(messageTemplates.id, [...pinned.keys()])),
    );
  for (const { template, id } of rows) pinned.set(template, id);
  return pinned;
}
