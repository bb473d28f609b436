export * from './gyms.ts';
export * from './memberships.ts';
export * from './relations.ts';
export * from './schedule/index.ts';
