export * from './calendar-links.ts';
export * from './class-changes.ts';
export * from './classes.ts';
export * from './relations.ts';
