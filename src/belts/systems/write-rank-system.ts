import { sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { rankSystems } from '../../db/schema/belts/systems/rank-systems.ts';
import { findPostgresError } from '../../db/violation.ts';
import { type AppError, refuse } from '../../errors.ts';
import type { RankSystem } from './contract.ts';
import type { WriteRankSystem } from './write-contract.ts';

const refusals: Record<string, (detail: string | undefined) => AppError> = {
  not_a_manager: () => refuse('not_a_manager'),
  rank_systems_exhausted: () => refuse('rank_systems_exhausted'),
  rank_systems_version_unique: () => refuse('rank_system_known', { field: 'body.valid_from' }),
  rank_system_in_past: () => refuse('rank_system_in_past', { field: 'body.valid_from' }),
  rank_rule_invalid: (place) => refuse('rank_rule_invalid', { field: `body.${place}` }),
};

/**
 * Writes a gym's own rules of an art, whole, as a version that holds from a day on; for its managers.
 * @throws `not_a_manager` (forbidden), `rank_rule_invalid` (invalid), `rank_system_known`,
 *   `rank_system_in_past`, `rank_systems_exhausted` (conflict)
 */
export async function writeRankSystem(
  { db }: CallerContext,
  { gym_id, body }: { gym_id: string; body: WriteRankSystem },
): Promise<RankSystem> {
  const { modality, name, version, valid_from, source, class_modalities, ranks } = body;
  const call = sql`private.write_rank_system(
    ${gym_id}, ${modality}, ${name}, ${version}, ${valid_from}, ${source},
    ${class_modalities && sql.param(class_modalities, rankSystems.class_modalities)},
    ${JSON.stringify(ranks)}::text::jsonb
  )`;
  const [written] = await callForRows(db, rankSystems, call).catch((err: unknown) => {
    const fault = findPostgresError(err);
    throw refusals[fault?.constraint_name ?? '']?.(fault?.detail) ?? err;
  });
  return written!;
}
