export * from './check-ins.ts';
export * from './class-dates.ts';
export * from './follow.ts';
export * from './relations.ts';
