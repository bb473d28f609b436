export * from './assets.ts';
export * from './attachments.ts';
export * from './follow.ts';
export * from './relations.ts';
