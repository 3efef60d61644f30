/** Why the store did not do what it was asked for; it is then as it was before. */
export type StoreRefusalCode =
  /** No such mailbox, or one that is a name only, or one that was deleted in the meantime. */
  | 'nonexistent'
  | 'exists'
  | 'invalid-name'
  /** A name only (`\Noselect`), which cannot go before those below it. */
  | 'has-children'
  /** INBOX cannot be deleted. */
  | 'inbox'
  | 'over-quota'
  /** One message above the store's `maxMessageOctets`. */
  | 'too-big';

export class StoreRefusal extends Error {
  override readonly name = 'StoreRefusal';
  readonly code: StoreRefusalCode;

  constructor(code: StoreRefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}
