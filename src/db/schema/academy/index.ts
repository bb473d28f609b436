export * from './audit/audit-events.ts';
export * from './check-ins/index.ts';
export * from './front-desk/index.ts';
export * from './gyms.ts';
export * from './invitations/invitations.ts';
export * from './memberships.ts';
export * from './relations.ts';
export * from './schedule/index.ts';
