/**
 * The whole schema, for tools and types. What is deployed imports the tables it uses, or the index of
 * its feature, so that no function loads what another feature added.
 */
export * from './system/index.ts';
export * from './platform/index.ts';
export * from './identity/index.ts';
export * from './academy/index.ts';
export * from './belts/index.ts';
export * from './notifications/index.ts';
export * from './community/index.ts';
export * from './owner/index.ts';
export * from './materials/index.ts';
export * from './knowledge/index.ts';
export * from './agent/index.ts';
export * from './store/index.ts';
export * from './billing/index.ts';
export * from './mailings/index.ts';
export * from './jobs/index.ts';
export * from './legacy/index.ts';
export * from './relations.ts';
