import type { z } from 'zod';
import type { actionType, triggerType } from '../../../db/schema/store/enums.ts';
import { triggerOptions } from './trigger.ts';

interface Draft {
  trigger?: (typeof triggerType.enumValues)[number] | undefined;
  trigger_options?: Record<string, unknown> | undefined;
  action?: (typeof actionType.enumValues)[number] | undefined;
  template_id?: string | null | undefined;
  tag?: string | null | undefined;
  quiet_from?: string | null | undefined;
  quiet_until?: string | null | undefined;
}

/** Says of fields that mean nothing without one another what is wrong with them, each under its path. */
export function draftFaults(draft: Draft, ctx: z.RefinementCtx): void {
  const fault = (path: PropertyKey[], message: string) =>
    ctx.addIssue({ code: 'custom', path, message });

  if (draft.trigger !== undefined) {
    const options = triggerOptions[draft.trigger].safeParse(draft.trigger_options ?? {});
    for (const { path, message } of options.error?.issues ?? []) {
      fault(['trigger_options', ...path], message);
    }
  } else if (draft.trigger_options !== undefined) {
    fault(['trigger'], 'must be given with its options');
  }

  if (draft.action !== undefined) {
    const [needed, other] = draft.action === 'tag'
      ? (['tag', 'template_id'] as const)
      : (['template_id', 'tag'] as const);
    if (draft[needed] === undefined || draft[needed] === null) {
      fault([needed], `must be given for the action ${draft.action}`);
    }
    if (draft[other] !== undefined && draft[other] !== null) {
      fault([other], `has no meaning for the action ${draft.action}`);
    }
  } else if (draft.template_id !== undefined || draft.tag !== undefined) {
    fault(['action'], 'must be given with what it does');
  }

  const { quiet_from: from, quiet_until: until } = draft;
  if ((from ?? null) === null !== ((until ?? null) === null)) {
    fault([from ? 'quiet_until' : 'quiet_from'], 'must be given with the other end');
  } else if (from && from === until) {
    fault(['quiet_until'], 'must differ from the beginning');
  }
}
