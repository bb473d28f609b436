import { createSelectSchema } from 'drizzle-zod';
import { z } from 'zod';
import { EXAMPLE } from '../../contract/examples.ts';
import { instant } from '../../contract/fields.ts';
import { PageQuery } from '../../contract/page.ts';
import { moderationReason } from '../../db/schema/community/posts/posts.ts';
import { postReports, reportStates } from '../../db/schema/community/reports/post-reports.ts';
import { author, exampleAuthor } from '../posts/contract.ts';

const report = {
  id: EXAMPLE.report_id,
  gym_id: EXAMPLE.gym_id,
  post_id: EXAMPLE.post_id,
  comment_id: null,
  reason: 'It makes fun of a beginner.',
  state: 'open' as const,
  decided_at: null,
  created_at: EXAMPLE.later,
};

/** What somebody reported, as they see it themselves. */
export const Report = createSelectSchema(postReports, {
  id: z.guid(),
  gym_id: z.guid(),
  post_id: z.guid(),
  comment_id: z.guid().nullable(),
  decided_at: instant.nullable(),
  created_at: instant,
}).pick({
  id: true,
  gym_id: true,
  post_id: true,
  comment_id: true,
  reason: true,
  state: true,
  decided_at: true,
  created_at: true,
}).meta({ id: 'Report', example: report });
export type Report = z.output<typeof Report>;

/** What staff are told: the words and whose they are, never who reported them. */
export const ReportedWords = Report.extend({
  author_id: z.guid(),
  author,
  title: z.string().nullable().meta({ description: 'Null for a comment' }),
  body: z.string().nullable().meta({ description: 'Null once its author deleted it' }),
}).meta({
  id: 'ReportedWords',
  example: {
    ...report,
    author_id: EXAMPLE.manager_id,
    author: exampleAuthor,
    title: 'Seminar on Saturday',
    body: 'Beginners watch.',
  },
});
export type ReportedWords = z.output<typeof ReportedWords>;

export const ReportInput = z.strictObject({ reason: moderationReason.schema })
  .meta({ id: 'ReportInput', example: { reason: report.reason } });
export type ReportInput = z.output<typeof ReportInput>;

export const ReportsQuery = PageQuery.extend({ state: reportStates.schema.default('open') });

export const ReportParams = z.object({ report_id: z.guid() });

export const DecisionInput = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('dismissed') }),
  z.strictObject({ state: z.literal('upheld'), reason: moderationReason.schema }),
]).meta({ id: 'DecisionInput', example: { state: 'upheld', reason: 'It makes fun of others.' } });
export type DecisionInput = z.output<typeof DecisionInput>;

export const Decision = z.object({ id: z.guid(), state: reportStates.schema })
  .meta({ id: 'Decision', example: { id: report.id, state: 'upheld' } });
export type Decision = z.output<typeof Decision>;
