import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant, timestamps } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { minuteOfDay } from '../../db/declare/bounds.ts';
import { automationVersions } from '../../db/schema/mailings/automations/automation-versions.ts';
import {
  attributionDays,
  automationName,
  automations,
  delayMinutes,
  holdOutPercent,
  tagName,
} from '../../db/schema/mailings/automations/automations.ts';
import { topics } from '../../db/schema/mailings/lists.ts';
import { actionType, triggerType } from '../../db/schema/store/enums.ts';
import { Conditions } from '../conditions/condition.ts';
import { draftFaults } from './drafts/draft-faults.ts';
import { Steps } from './drafts/step.ts';

/** Options and steps as they are kept; what they may be is said where they are written. */
const options = z.record(z.string(), z.unknown());
const kinds = z.array(z.looseObject({ kind: z.string() }));
const conditions = z.array(z.looseObject({ field: z.string(), is: z.string() }));

const sending = {
  trigger: 'segment_changed' as const,
  trigger_options: { to: ['at_risk'] },
  conditions: [{ field: 'total_spent' as const, is: 'at_least' as const, value: '200.00' }],
  topic: 'offers' as const,
  quiet_from: '21:00',
  quiet_until: '08:00',
  send_days: [1, 2, 3, 4, 5],
  hold_out_percent: 10,
  attribution_days: 7,
};

const draft = {
  name: 'We miss you',
  ...sending,
  action: 'email' as const,
  template_id: '5f27c0d8-91ba-4e63-8d10-b7e4f2a95c38',
  tag: null,
  delay_minutes: 60,
  steps: [{ kind: 'wait' as const, minutes: 4320 }, { kind: 'tag' as const, tag: 'won back' }],
};

/** What an automation is to do next time it is published, and whether it runs. */
export const Automation = createSelectSchema(automations, {
  id: z.guid(),
  shop_id: z.guid(),
  template_id: z.guid().nullable(),
  trigger_options: options,
  conditions,
  steps: kinds,
  send_days: z.array(z.int()).nullable(),
  enabled_at: instant.nullable(),
  archived_at: instant.nullable(),
  ...timestamps,
}).meta({
  id: 'Automation',
  example: {
    id: 'c3a9e5d1-70f4-4b28-96ce-1d8b5f3a7e02',
    shop_id: EXAMPLE.shop_id,
    ...draft,
    enabled: true,
    enabled_at: EXAMPLE.later,
    published_version: 1,
    archived_at: null,
    created_at: EXAMPLE.asked,
    updated_at: EXAMPLE.later,
  },
});
export type Automation = z.output<typeof Automation>;

/** What an automation was when it was published. */
export const AutomationVersion = createSelectSchema(automationVersions, {
  id: z.guid(),
  shop_id: z.guid(),
  automation_id: z.guid(),
  trigger_options: options,
  conditions,
  send_days: z.array(z.int()).nullable(),
  nodes: kinds.meta({
    description: 'What is done, flat: `next` is the place of the node after it',
  }),
  created_at: instant,
}).meta({
  id: 'AutomationVersion',
  example: {
    id: '0b7d4e92-6c5f-4a13-b8e0-f92d1c7a3e64',
    shop_id: EXAMPLE.shop_id,
    automation_id: 'c3a9e5d1-70f4-4b28-96ce-1d8b5f3a7e02',
    number: 1,
    ...sending,
    nodes: [
      { kind: 'wait', minutes: 60, next: 1 },
      {
        kind: 'email',
        template_id: draft.template_id,
        template_version_id: '9c1f3a57-e2d8-4b60-a4c7-5d0e8b2f7193',
        next: null,
      },
    ],
    created_at: EXAMPLE.later,
  },
});
export type AutomationVersion = z.output<typeof AutomationVersion>;

const wallTime = minuteOfDay.schema.nullable().meta({
  description: "By the customer's own clock; what comes due in quiet hours waits for their end",
});

const fields = {
  name: automationName.schema,
  trigger: z.enum(triggerType.enumValues),
  trigger_options: options.meta({
    description:
      '`segment_changed`: `from`, `to`, lists of segments. `order_placed`: `min_total`. ' +
      '`absent`: `days`. `birthday`: `days_before`. `graduated`: `belts`. The others have none',
  }),
  conditions: Conditions,
  topic: topics.schema,
  quiet_from: wallTime,
  quiet_until: wallTime,
  send_days: z.array(z.int().min(1).max(7)).min(1).max(7).nullable()
    .refine((days) => days === null || days.every((day, i) => i === 0 || day > days[i - 1]!), {
      error: 'must be weekdays in order, each once',
    }).meta({ description: 'Weekdays of ISO 8601, Monday is 1; null: any' }),
  hold_out_percent: holdOutPercent.schema,
  attribution_days: attributionDays.schema,
  action: z.enum(actionType.enumValues),
  template_id: z.guid().nullable(),
  tag: tagName.schema.nullable(),
  delay_minutes: delayMinutes.schema,
  steps: Steps,
};

const optional = z.strictObject(fields).partial();

/** Fields that mean nothing without one another come together. */
export const CreateAutomationInput = optional
  .required({ name: true, trigger: true, action: true })
  .superRefine(draftFaults)
  .meta({ id: 'CreateAutomationInput', example: draft });
export type CreateAutomationInput = z.output<typeof CreateAutomationInput>;

export const ChangeAutomationInput = optional
  .refine((input) => Object.keys(input).length > 0, { error: 'must name at least one field' })
  .superRefine(draftFaults)
  .meta({
    id: 'ChangeAutomationInput',
    example: { trigger: 'absent', trigger_options: { days: 21 } },
  });
export type ChangeAutomationInput = z.output<typeof ChangeAutomationInput>;

export const EnableAutomationInput = z.strictObject({ enabled: z.boolean() })
  .meta({ id: 'EnableAutomationInput', example: { enabled: true } });

export const AutomationParams = z.object({ automation_id: z.guid() });
export const AutomationsQuery = PageQuery.extend({
  archived: z.enum(['true', 'false']).default('false').transform((value) => value === 'true'),
});
