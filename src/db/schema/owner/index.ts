export * from './closing/gym-closings.ts';
export * from './relations.ts';
