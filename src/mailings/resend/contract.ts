import { z } from 'zod';

/** An event of Resend, of which the fields that mailings go by; what else it is, it may be. */
export const ResendEvent = z.looseObject({
  type: z.string().max(100),
  created_at: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  data: z.looseObject({
    email_id: z.string().max(200).optional(),
    to: z.array(z.string().max(320)).optional(),
    tags: z.unknown().optional(),
    bounce: z.looseObject({
      type: z.string().optional(),
      subType: z.string().optional(),
      message: z.string().optional(),
    }).optional(),
    failed: z.looseObject({ reason: z.string().optional() }).optional(),
    suppressed: z.looseObject({ message: z.string().optional() }).optional(),
  }).default({}),
}).meta({
  id: 'ResendEvent',
  example: {
    type: 'email.bounced',
    created_at: '2026-03-02T18:30:00.000Z',
    data: {
      email_id: '56761188-7520-42d8-8898-ff6fc54ce618',
      to: ['ana@example.com'],
      tags: {
        message_id: '17b9e5d0-4c36-4a8f-b251-d0c7e3f8a694',
        attempt: '0b1f6a52-90a1-4b0e-8a3b-6f0f5c0f6f57',
      },
      bounce: { type: 'Permanent', subType: 'General', message: 'No such user' },
    },
  },
});
export type ResendEvent = z.output<typeof ResendEvent>;

export const EventOutcome = z.enum(['applied', 'stale', 'duplicate', 'ignored']);
