import { z } from 'zod';
import { delayMinutes, tagName } from '../../../db/schema/mailings/automations/automations.ts';
import { Conditions } from '../../conditions/condition.ts';

const wait = z.strictObject({ kind: z.literal('wait'), minutes: delayMinutes.schema.min(1) });
const email = z.strictObject({ kind: z.literal('email'), template_id: z.guid() });
const push = z.strictObject({ kind: z.literal('push'), template_id: z.guid() });
const tag = z.strictObject({ kind: z.literal('tag'), tag: tagName.schema });

/** How many steps follow one another, on each path. */
const MOST = 20;

const branchOf = <S extends z.ZodType>(step: S) =>
  z.strictObject({
    kind: z.literal('branch'),
    conditions: Conditions.min(1),
    then: z.array(step).max(MOST),
    otherwise: z.array(step).max(MOST),
  });

const LastStep = z.discriminatedUnion('kind', [wait, email, push, tag]);
const InnerStep = z.discriminatedUnion('kind', [wait, email, push, tag, branchOf(LastStep)]);

/** What an automation does after its first action; branches hold steps, at most two deep. */
export const Step = z.discriminatedUnion('kind', [wait, email, push, tag, branchOf(InnerStep)])
  .meta({ id: 'MailingStep', example: { kind: 'wait', minutes: 2880 } });
export type Step = z.output<typeof Step>;

export const Steps = z.array(Step).max(MOST);
