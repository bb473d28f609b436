import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { calendarDate } from '../../contract/fields.ts';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import type { CertificateQuery } from './contract.ts';
import { drawCertificate } from './draw-certificate.ts';

const Facts = z.object({
  voided: z.boolean(),
  person: z.string().nullable(),
  gym: z.string(),
  rank: z.string(),
  degree: z.int(),
  modality: z.string(),
  awarded_by: z.string().nullable(),
  awarded_on: calendarDate,
  created_at: z.coerce.date(),
});

/** What a certificate says. */
export type CertificateFacts = Omit<z.output<typeof Facts>, 'voided'>;

/**
 * Reads the certificate of a graduation as a PDF: for whom it is about, their guardians and staff of the
 * gym that awarded it. The same graduation gives the same bytes.
 * @throws `graduation_not_found`, `graduation_voided`, `certificate_script` (conflict)
 */
export async function readCertificate(
  { db }: CallerContext,
  { graduation_id, language }: { graduation_id: string } & CertificateQuery,
): Promise<Uint8Array<ArrayBuffer>> {
  const [found] = await callFor(db, Facts, sql`private.certificate_of(${graduation_id})`);
  if (!found) throw refuse('graduation_not_found');
  const { voided, ...facts } = found;
  if (voided) throw refuse('graduation_voided');
  return await drawCertificate(facts, language);
}
