import { z } from 'zod';
import { topics } from '../../db/schema/mailings/lists.ts';

/** What a customer wants of the mailings of a shop, by the link in one of them. */
export const MailingPreferences = z.object({
  gym_name: z.string(),
  address: z.string().nullable().meta({ description: 'But for most of its letters' }),
  language: z.enum(['en', 'pt']).meta({
    description: "The customer's, of those that the page speaks",
  }),
  agreed: z.boolean().meta({ description: 'Whether the shop has their agreement to mailings' }),
  unsubscribed: z.boolean(),
  undeliverable: z.boolean().meta({
    description: 'Mails to the address came back, or were called unwanted: nothing is sent to it',
  }),
  topics: z.array(z.object({ topic: topics.schema, wanted: z.boolean() })),
}).meta({
  id: 'MailingPreferences',
  example: {
    gym_name: 'Kaizen Dojo',
    address: 'a•••@example.com',
    language: 'en',
    agreed: true,
    unsubscribed: false,
    undeliverable: false,
    topics: topics.values.map((topic) => ({ topic, wanted: true })),
  },
});
export type MailingPreferences = z.output<typeof MailingPreferences>;

export const PutMailingPreferencesInput = z.strictObject({
  unsubscribed: z.boolean().optional().meta({
    description: "False takes one's own word back, and nothing else; left out it stays as it is",
  }),
  refused: z.array(topics.schema).max(topics.values.length).meta({
    description: 'What to send nothing about',
  }),
}).meta({
  id: 'PutMailingPreferencesInput',
  example: { unsubscribed: false, refused: ['offers'] },
});
export type PutMailingPreferencesInput = z.output<typeof PutMailingPreferencesInput>;

export const TokenParams = z.object({
  token: z.string().min(1).max(200).meta({
    description: 'As the link has it',
    example: 'AT1pA54-0kQ2pH1mVwW2Q6nZ0vKxJ5bq8yR3sT7uE9fG',
  }),
});
