// One connection each, whose fields the readers in `src/store/lines` know. A bulk query names no page.

export const CUSTOMERS = `{ customers { edges { node {
  id email firstName lastName phone locale createdAt updatedAt
  emailMarketingConsent { marketingState }
  smsMarketingConsent { marketingState }
  statistics { rfmGroup }
} } } }`;

export const ORDERS = `{ orders { edges { node {
  id name createdAt processedAt updatedAt cancelledAt displayFinancialStatus
  customer { id }
  totalPriceSet { shopMoney { amount currencyCode } }
  totalRefundedSet { shopMoney { amount currencyCode } }
} } } }`;
