import { z } from 'zod';
import { choices } from '../../db/declare/choice.ts';

export const certificateLanguages = choices('en', 'pt');

export const CertificateQuery = z.object({
  language: certificateLanguages.schema.default('en').meta({
    description: 'Of its words; names of ranks are written as the rules have them',
  }),
});
export type CertificateQuery = z.output<typeof CertificateQuery>;

/** Bytes of a PDF. */
export const Certificate = z.instanceof(Uint8Array<ArrayBuffer>);
