import { type SQL, sql } from 'drizzle-orm';
import { callForRows } from '../../db/call.ts';
import type { CallerContext } from '../../db/context.ts';
import { postReports } from '../../db/schema/community/reports/post-reports.ts';
import { refuse } from '../../errors.ts';
import type { Report, ReportInput } from './contract.ts';

const report = async ({ db }: CallerContext, call: SQL): Promise<Report | undefined> =>
  (await callForRows(db, postReports, call))[0];

/**
 * Reports a post that the caller reads to the staff of its gym; again it answers the first report.
 * @throws `post_not_found`
 */
export async function reportPost(
  ctx: CallerContext,
  { post_id, body }: { post_id: string; body: ReportInput },
): Promise<Report> {
  const made = await report(ctx, sql`private.report_words(${post_id}, null, ${body.reason})`);
  if (!made) throw refuse('post_not_found');
  return made;
}

/**
 * Reports a comment, as `reportPost` does a post.
 * @throws `comment_not_found`
 */
export async function reportComment(
  ctx: CallerContext,
  { comment_id, body }: { comment_id: string; body: ReportInput },
): Promise<Report> {
  const made = await report(ctx, sql`private.report_words(null, ${comment_id}, ${body.reason})`);
  if (!made) throw refuse('comment_not_found');
  return made;
}
