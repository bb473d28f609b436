export * from './overview/membership-periods.ts';
export * from './overview/relations.ts';
