import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant } from '../../contract/fields.ts';
import {
  consentKinds,
  consentTexts,
  textVersion,
} from '../../db/schema/identity/consents/consent-texts.ts';
import { consents } from '../../db/schema/identity/consents/consents.ts';

export const ConsentText = createSelectSchema(consentTexts, { created_at: instant })
  .meta({
    id: 'ConsentText',
    example: {
      kind: 'child_data',
      text_version: '2026-11.en',
      text: 'I am a guardian of this child, and I agree that …',
      created_at: EXAMPLE.founded,
    },
  });
export type ConsentText = z.output<typeof ConsentText>;

export const Consent = createSelectSchema(consents, {
  id: z.guid(),
  user_id: z.guid(),
  given_by: z.guid(),
  given_at: instant,
  withdrawn_at: instant.nullable(),
}).pick({
  id: true,
  user_id: true,
  given_by: true,
  kind: true,
  text_version: true,
  given_at: true,
  withdrawn_at: true,
}).meta({
  id: 'Consent',
  example: {
    id: EXAMPLE.consent_id,
    user_id: EXAMPLE.child_id,
    given_by: EXAMPLE.user_id,
    kind: 'child_data',
    text_version: '2026-11.en',
    given_at: EXAMPLE.asked,
    withdrawn_at: null,
  },
});
export type Consent = z.output<typeof Consent>;

export const GiveConsentInput = z.strictObject({
  kind: consentKinds.schema,
  text_version: textVersion.schema.meta({ example: '2026-11.en' }),
}).meta({ id: 'GiveConsentInput', example: { kind: 'child_data', text_version: '2026-11.en' } });
export type GiveConsentInput = z.output<typeof GiveConsentInput>;

export const ConsentParams = z.object({ consent_id: z.guid() });
