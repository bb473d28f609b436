export * from './import-runs.ts';
export * from './imported-rows.ts';
export * from './legacy-tables.ts';
