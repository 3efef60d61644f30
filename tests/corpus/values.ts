/** What is compared of a message, and where two readings of it differ. */

export interface ComparedAddress {
  readonly name: string | null;
  readonly address: string;
}

export interface ComparedAttachment {
  readonly filename: string | null;
  readonly contentType: string;
  readonly contentId: string | null;
  readonly disposition: string | null;
  /** Of the decoded octets, in hexadecimal digits. */
  readonly sha256: string;
}

export interface Values {
  readonly subject: string | null;
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly date: string | null;
  readonly from: readonly ComparedAddress[];
  /** null where nothing is said of it: ENVELOPE then gives those of From (RFC 9051 §7.5.2). */
  readonly replyTo: readonly ComparedAddress[] | null;
  readonly to: readonly ComparedAddress[];
  readonly cc: readonly ComparedAddress[];
  readonly bcc: readonly ComparedAddress[];
  readonly text: string | null;
  readonly html: string | null;
  /** The first twenty. */
  readonly attachments: readonly ComparedAttachment[];
}

export interface Difference {
  /** Such as `to[1].name`; `to` when there are more or fewer of them. */
  readonly at: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

export interface Comparison {
  /** How many values were held against one another. */
  readonly count: number;
  readonly differences: readonly Difference[];
}

export function compare(ours: Values, theirs: Values): Comparison {
  const differences: Difference[] = [];
  let count = 0;
  const walk = (at: string, left: unknown, right: unknown): void => {
    if (isTree(left) && isTree(right) && sameKeys(left, right)) {
      for (const key of Object.keys(left)) {
        const inside = Array.isArray(left) ? `${at}[${key}]` : at === '' ? key : `${at}.${key}`;
        walk(inside, left[key], right[key]);
      }
      if (!Array.isArray(left) || Object.keys(left).length > 0) return;
    }
    count += 1;
    if (JSON.stringify(left) !== JSON.stringify(right)) differences.push({ at, ours: left, theirs: right });
  };
  walk('', theirs.replyTo === null ? { ...ours, replyTo: null } : ours, theirs);
  return { count, differences };
}

type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

function sameKeys(left: Tree, right: Tree): boolean {
  return (
    Object.keys(left).length === Object.keys(right).length && Object.keys(left).every((key) => key in right)
  );
}
