import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import { callAddMembers } from './call-add-members.ts';
import type { ImportQuery, ImportReport } from './contract.ts';
import { readMembersCsv } from './members-csv.ts';

/**
 * Adds the members of a list, all or none; sent again, nobody is added twice. A dry run goes the same
 * way to the end and writes nothing: it tells every fault by line and column.
 *
 * @param input `file`: CSV, as `readMembersCsv` reads it
 * @throws `list_invalid` (invalid) for a list with a fault, but for a dry run; `not_a_manager`
 *   (forbidden), `external_ref_taken` (conflict)
 */
export async function importMembers(
  { db }: CallerContext,
  { gym_id, dry_run, file }: ImportQuery & {
    gym_id: string;
    file: { stream: ReadableStream<Uint8Array> };
  },
): Promise<ImportReport> {
  const bytes = new Uint8Array(await new Response(file.stream).arrayBuffer());
  const { people, errors } = readMembersCsv(bytes);
  const [first] = errors;
  if (first && !dry_run) {
    const where = first.column ? `line ${first.line}, ${first.column}` : `line ${first.line}`;
    throw refuse('list_invalid', {
      field: 'body',
      detail:
        `${errors.length} faults, the first in ${where}: ${first.message}. A dry run tells all.`,
    });
  }
  const lines = await callAddMembers(db, gym_id, people, { source: 'import', dryRun: dry_run });
  const added = lines.filter(({ outcome }) => outcome === 'added').length;
  return { dry_run, added, known: lines.length - added, errors, lines };
}
