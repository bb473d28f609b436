export * from './app-stores.ts';
export * from './member-roles.ts';
export * from './roles.ts';
export * from './versions.ts';
