/**
 * Which messages of one user belong together: a message joins the thread of the nearest message that it names or
 * that names it, also when the reply came first. A thread is never changed afterwards (RFC 8474 §5.2), so two
 * that turn out to be one stay two.
 */

const HEADER_OCTETS = 65_536;
const MAX_REFERENCES = 100;
const FIELDS = /^(message-id|in-reply-to|references)[ \t]*:(.*(?:\r?\n[ \t].*)*)/gim;
const MESSAGE_ID = /<[^<>\s]{1,998}>/g;

interface Known {
  readonly thread: string;
  /** How many messages have it in their header. */
  messages: number;
}

export class Conversations {
  readonly #known = new Map<string, Known>();
  readonly #newThread: () => string;

  constructor(newThread: () => string) {
    this.#newThread = newThread;
  }

  /** The thread of a message that comes. */
  join(raw: Buffer): string {
    const ids = idsIn(raw);
    const named = ids.find((id) => this.#known.has(id));
    const thread = (named === undefined ? undefined : this.#known.get(named)?.thread) ?? this.#newThread();
    for (const id of ids) {
      const known = this.#known.get(id);
      if (known === undefined) this.#known.set(unsliced(id), { thread, messages: 1 });
      else known.messages += 1;
    }
    return thread;
  }

  /** A message that joined is gone, with its last copy. */
  leave(raw: Buffer): void {
    for (const id of idsIn(raw)) {
      const known = this.#known.get(id);
      if (known === undefined) continue;
      known.messages -= 1;
      if (known.messages === 0) this.#known.delete(id);
    }
  }
}

/** The message's own first, then from the nearest ancestor to the farthest; each once. */
function idsIn(raw: Buffer): readonly string[] {
  const start = raw.toString('latin1', 0, HEADER_OCTETS);
  const end = start.search(/\r?\n\r?\n/);
  const header = end < 0 ? start : start.slice(0, end);
  const fields: Record<string, readonly string[]> = {};
  for (const [, name = '', value = ''] of header.matchAll(FIELDS)) {
    fields[name.toLowerCase()] ??= value.match(MESSAGE_ID) ?? [];
  }
  const own = fields['message-id']?.slice(0, 1) ?? [];
  const references = [...(fields['references'] ?? []).slice(-MAX_REFERENCES)].reverse();
  return [...new Set([...own, ...(fields['in-reply-to'] ?? []).slice(0, MAX_REFERENCES), ...references])];
}

/** A piece of a string keeps the whole of it in memory. */
function unsliced(piece: string): string {
  return Buffer.from(piece, 'latin1').toString('latin1');
}
