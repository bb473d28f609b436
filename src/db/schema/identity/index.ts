export * from './consents/consent-texts.ts';
export * from './consents/consents.ts';
export * from './contacts/emergency-contacts.ts';
export * from './family/guardianships.ts';
export * from './push-tokens.ts';
export * from './relations.ts';
export * from './user-profiles.ts';
export * from './users.ts';
