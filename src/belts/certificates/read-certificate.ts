import { sql } from 'drizzle-orm';
import { callFor } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { refuse } from '../../errors.ts';
import type { CertificateQuery } from './contract.ts';
import { drawCertificate } from './draw-certificate.ts';
import { Facts } from './facts.ts';

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
