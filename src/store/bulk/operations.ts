import { z } from 'zod';
import type { ShopifyAdmin } from '../shops/access/open-shop.ts';
import type { Patience } from '../shops/access/shopify-api.ts';

const START = `mutation Start($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: false) {
    bulkOperation { id createdAt }
    userErrors { code message }
  }
}`;
const READ = `query Operation($id: ID!) {
  bulkOperation(id: $id) { status errorCode objectCount url }
}`;
const CANCEL = `mutation Cancel($id: ID!) {
  bulkOperationCancel(id: $id) { userErrors { message } }
}`;

const Started = z.object({
  bulkOperationRunQuery: z.object({
    bulkOperation: z.object({ id: z.string(), createdAt: z.coerce.date() }).nullable(),
    userErrors: z.array(z.object({ code: z.string().nullish(), message: z.string() })),
  }),
});
const Found = z.object({
  bulkOperation: z.object({
    status: z.string(),
    errorCode: z.string().nullable(),
    // 64 bits in a string; a count of lines is far below that.
    objectCount: z.coerce.number(),
    url: z.string().nullable(),
  }).nullable(),
});
const Cancelled = z.object({ bulkOperationCancel: z.object({}).nullable() });

/** Codes that pass: other operations of the app are under way in the shop. */
const BUSY = ['OPERATION_IN_PROGRESS', 'LIMIT_REACHED'];

export type StartedOperation =
  | { id: string; createdAt: Date }
  | 'busy'
  | { refused: string };

/**
 * Has Shopify run a query over all that a shop has, and write lines of it.
 * @throws ShopifyError
 */
export async function startOperation(
  admin: ShopifyAdmin,
  query: string,
  patience: Patience,
): Promise<StartedOperation> {
  const question = { document: START, variables: { query } };
  const { bulkOperationRunQuery: { bulkOperation, userErrors } } = await admin.query(
    Started,
    question,
    patience,
  );
  if (bulkOperation) return bulkOperation;
  const [error] = userErrors;
  if (BUSY.includes(error?.code ?? '')) return 'busy';
  return { refused: error?.message ?? 'no reason was given' };
}

export type FoundOperation = NonNullable<z.output<typeof Found>['bulkOperation']>;

/**
 * Asks how far an operation is; null for one that Shopify does not know.
 * @throws ShopifyError
 */
export async function readOperation(
  admin: ShopifyAdmin,
  id: string,
  patience: Patience,
): Promise<FoundOperation | null> {
  const question = { document: READ, variables: { id } };
  return (await admin.query(Found, question, patience)).bulkOperation;
}

/**
 * Tells Shopify that nobody waits for an operation any more. One that is over stays as it is.
 * @throws ShopifyError
 */
export async function cancelOperation(
  admin: ShopifyAdmin,
  id: string,
  patience: Patience,
): Promise<void> {
  await admin.query(Cancelled, { document: CANCEL, variables: { id } }, patience);
}
