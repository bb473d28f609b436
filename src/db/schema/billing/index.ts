export * from './stripe/stripe-customers.ts';
export * from './stripe/stripe-events.ts';
export * from './stripe/stripe-products.ts';
export * from './stripe/stripe-subscriptions.ts';
