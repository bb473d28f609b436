/** Where mails lead to: the functions, and the page that a static host serves. */
export interface MailingPlaces {
  /** Such as `https://<ref>.supabase.co/functions/v1`. */
  functions_url: string;
  /** `MAILINGS_PAGE_URL`: where `pages/preferences` is served. */
  page_url: string;
}

export interface MailingLinks {
  /** For the mail program, which posts to it. */
  unsubscribe_url: string;
  /** For the person: the token is behind the `#`, so that no server's log has it. */
  preferences_url: string;
}

/**
 * The two links of one customer.
 *
 * @param token of `private.unsubscribe_token`: letters, digits, `-` and `_`
 */
export const mailingLinks = (
  { functions_url, page_url }: MailingPlaces,
  token: string,
): MailingLinks => ({
  unsubscribe_url: `${functions_url}/mailings/unsubscribe/${token}`,
  preferences_url: `${page_url}#${token}`,
});
