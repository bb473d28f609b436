export * from './closing/gym-closings.ts';
export * from './closing/relations.ts';
export * from './overview/membership-periods.ts';
export * from './overview/relations.ts';
