import { log } from '../_shared/runtime/log.ts';

/**
 * A verb that leaves a line in the log once it has succeeded: what was decided, under the id of the
 * request. The secret key does not say who holds it.
 *
 * @param decided what was changed into what: ids and settings, nothing that is personal
 */
export const audited = <Ctx, Input, Result>(
  operation: string,
  verb: (ctx: Ctx, input: Input) => Promise<Result>,
  decided: (input: Input) => Record<string, unknown>,
) =>
async (ctx: Ctx, input: Input): Promise<Result> => {
  const result = await verb(ctx, input);
  log('info', 'audit', { operation, ...decided(input) });
  return result;
};
