/** A token that Shopify gave for an app's client credentials. */
export interface Grant {
  token: string;
  /** What it opens: `read_orders`, … */
  scopes: string[];
  expires_at: Date;
}

/** An app as Shopify knows it, in one shop. */
export interface ShopApp {
  /** `<name>.myshopify.com` */
  domain: string;
  client_id: string;
  client_secret: string;
}

/** Where a query goes, and what opens the door there. */
export interface ShopToken {
  domain: string;
  token: string;
}

/** How long a call to Shopify may take. */
export interface Patience {
  signal: AbortSignal;
  /**
   * Milliseconds since the epoch until which it may wait for the cost limit to be restored; without
   * one, twenty seconds from now.
   */
  deadline?: number | undefined;
}

export interface Question {
  /** GraphQL of the Admin API. */
  document: string;
  variables?: Record<string, unknown> | undefined;
}

/** The port to Shopify's Admin API; `_shared/adapters/shopify` is the adapter. Never in a transaction. */
export interface ShopifyApi {
  /**
   * Gets a token for client credentials.
   * @throws ShopifyError
   */
  grant(app: ShopApp, patience: Patience): Promise<Grant>;
  /**
   * Asks the Admin API, and waits while its cost limit is restored.
   * @returns `data`, all of it: an answer with errors is none
   * @throws ShopifyError
   */
  query(at: ShopToken, question: Question, patience: Patience): Promise<unknown>;
}
