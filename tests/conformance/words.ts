/** What the RFCs say where servers differ, for scenarios that share it. */

export const OPTIONAL =
  'Allowed. RFC 5530 §3: the codes say more than NO does; a server need not send them (RFC 3501 §7.1).';

export const CHARSET =
  'Not as it should be. RFC 3501 §6.4.4: a server that does not know the charset must answer NO, not BAD.';
