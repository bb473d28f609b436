export * from './graduations/grading-events.ts';
export * from './graduations/graduations.ts';
export * from './graduations/titles.ts';
export * from './systems/rank-rules.ts';
export * from './systems/rank-systems.ts';
export * from './systems/ranks.ts';
export * from './systems/relations.ts';
