export * from './claims-keys.ts';
export * from './idempotency-keys.ts';
export * from './private.ts';
export * from './rate-limits.ts';
export * from './webhook-deliveries.ts';
