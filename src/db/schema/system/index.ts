export * from './claims/claims-keys.ts';
export * from './requests/idempotency-keys.ts';
export * from './private.ts';
export * from './read-only/write-switch.ts';
export * from './requests/rate-limits.ts';
export * from './requests/webhook-deliveries.ts';
