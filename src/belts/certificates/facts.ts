import { z } from 'zod';
import { calendarDate } from '../../contract/fields.ts';

export const Facts = z.object({
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
