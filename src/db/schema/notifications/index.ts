export * from './deliveries.ts';
export * from './notification-preferences.ts';
export * from './notification-recipients.ts';
export * from './notifications.ts';
export * from './relations.ts';
