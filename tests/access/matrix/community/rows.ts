import { comments, postReports, posts } from '../../world/community.ts';

const each = (table: string, rows: readonly string[]) =>
  Object.fromEntries(rows.map((row) => [row, `:${table}.${row}`]));

export const ofPosts = each('posts', posts);
export const ofComments = each('comments', comments);
export const ofReports = each('post_reports', postReports);
