export * from './check-in-codes.ts';
export * from './front-desk-events.ts';
export * from './front-desks.ts';
export * from './member-pins.ts';
export * from './relations.ts';
