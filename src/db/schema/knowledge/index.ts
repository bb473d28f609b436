export * from './document-chunks.ts';
export * from './document-parts.ts';
export * from './documents.ts';
export * from './relations.ts';
