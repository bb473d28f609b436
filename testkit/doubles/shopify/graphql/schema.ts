import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';

const text = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Shopify's published types, as far as this double answers. */
export const schema = buildSchema(text('admin-2026-10.graphql') + text('values-2026-10.graphql'));
