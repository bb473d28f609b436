export * from './requests/agent-events.ts';
export * from './requests/agent-requests.ts';
export * from './sessions/agent-sessions.ts';
export * from './usage/plan-quotas.ts';
export * from './relations.ts';
export * from './usage/usage-events.ts';
