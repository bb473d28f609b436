export * from './family/guardianships.ts';
export * from './push-tokens.ts';
export * from './relations.ts';
export * from './user-profiles.ts';
export * from './users.ts';
