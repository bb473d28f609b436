/** A shop, and a time of which its end is included. */
export interface Span {
  shop_id: string;
  after: Date;
  until: Date;
}
