/** As whom and with what a mail server is logged in to. Made for one login; what it is made of is kept in `Credentials`. */
export type Login =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  /** A bearer token of OAuth 2.0 (RFC 6750), for SASL XOAUTH2 or OAUTHBEARER (RFC 7628). */
  | { readonly kind: 'token'; readonly username: string; readonly accessToken: string };
