import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { instant } from '../../contract/fields.ts';
import {
  consentKinds,
  consentTexts,
  textVersion,
} from '../../db/schema/identity/consents/consent-texts.ts';
import { consents } from '../../db/schema/identity/consents/consents.ts';

export const ConsentText = createSelectSchema(consentTexts, { created_at: instant })
  .meta({ id: 'ConsentText' });
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
}).meta({ id: 'Consent' });
export type Consent = z.output<typeof Consent>;

export const GiveConsentInput = z.strictObject({
  kind: consentKinds.schema,
  text_version: textVersion.schema.meta({ example: '2026-11.en' }),
}).meta({ id: 'GiveConsentInput' });
export type GiveConsentInput = z.output<typeof GiveConsentInput>;

export const ConsentParams = z.object({ consent_id: z.guid() });
