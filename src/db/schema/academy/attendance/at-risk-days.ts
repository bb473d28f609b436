/** For how many days somebody may stay away before they count as at risk, unless told. */
export const AT_RISK_DAYS = 14;
