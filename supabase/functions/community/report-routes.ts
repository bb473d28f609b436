import { CommentParams } from '../../../src/community/comments/contract.ts';
import { PostParams } from '../../../src/community/posts/contract.ts';
import {
  Decision,
  DecisionInput,
  Report,
  ReportedWords,
  ReportInput,
  ReportParams,
  ReportsQuery,
} from '../../../src/community/reports/contract.ts';
import { decideReport } from '../../../src/community/reports/decide-report.ts';
import { listGymReports } from '../../../src/community/reports/list-gym-reports.ts';
import { listMyReports } from '../../../src/community/reports/list-my-reports.ts';
import { reportComment, reportPost } from '../../../src/community/reports/report-words.ts';
import { pageOf, PageQuery } from '../../../src/contract/page.ts';
import { GymParams } from '../../../src/contract/params.ts';
import type { App } from '../_shared/http/app.ts';
import { route } from '../_shared/http/route/route.ts';
import { userStack } from '../_shared/stacks/user.ts';

export function reportRoutes(app: App): void {
  route(app, userStack, {
    id: 'reportPost',
    method: 'post',
    path: '/posts/{post_id}/reports',
    summary: 'Tell the staff that a post should not be there; once',
    description: 'Nobody learns who did. Guardians may, of what their children read.',
    params: PostParams,
    body: ReportInput,
    response: Report,
    problems: ['post_not_found'],
  }, reportPost);

  route(app, userStack, {
    id: 'reportComment',
    method: 'post',
    path: '/comments/{comment_id}/reports',
    summary: 'Tell the staff that a comment should not be there; once',
    params: CommentParams,
    body: ReportInput,
    response: Report,
    problems: ['comment_not_found'],
  }, reportComment);

  route(app, userStack, {
    id: 'listMyReports',
    method: 'get',
    path: '/reports',
    summary: 'What I reported, newest first, and what came of it',
    query: PageQuery,
    response: pageOf(Report),
  }, listMyReports);

  route(app, userStack, {
    id: 'listGymReports',
    method: 'get',
    path: '/gyms/{gym_id}/reports',
    summary: 'What was reported in a gym, newest first; for staff',
    description:
      'With the words and whose they are, without who reported them. What one wrote oneself, or a ' +
      'child of theirs did, is for others to decide and not among them.',
    params: GymParams,
    query: ReportsQuery,
    response: pageOf(ReportedWords),
  }, listGymReports);

  route(app, userStack, {
    id: 'decideReport',
    method: 'post',
    path: '/reports/{report_id}/decision',
    summary: 'Dismiss a report, or uphold it and take the words down; for staff',
    description: 'Upholding decides whatever else is reported about the same words.',
    params: ReportParams,
    body: DecisionInput,
    response: Decision,
    problems: ['report_not_found', 'report_dismissed', 'report_upheld'],
  }, decideReport);
}
