export * from './agent-events.ts';
export * from './agent-requests.ts';
export * from './agent-sessions.ts';
export * from './plan-quotas.ts';
export * from './relations.ts';
export * from './usage-events.ts';
