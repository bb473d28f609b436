export * from './comments/comments.ts';
export * from './posts/post-edits.ts';
export * from './posts/post-stats.ts';
export * from './posts/posts.ts';
export * from './reactions/post-reactions.ts';
export * from './relations.ts';
export * from './reports/post-reports.ts';
