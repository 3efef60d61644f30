/**
 * Telling listeners what changed: each change once, in the order of the changes over all mailboxes of a store,
 * and only when the whole of it is done. A change that a listener makes is told after the one it is being told.
 */

interface Listener<T> {
  readonly hear: (told: T) => void;
  listening: boolean;
}

/** The order that the channels of one store share. */
export class Announcements {
  readonly #waiting: (() => void)[] = [];
  #held = 0;
  #telling = false;

  channel<T>(): Channel<T> {
    return new Channel<T>((tell) => {
      this.#waiting.push(tell);
      this.#tellWaiting();
    });
  }

  /** Nothing is told before `work` has ended. */
  hold<T>(work: () => T): T {
    this.#held += 1;
    try {
      return work();
    } finally {
      this.#held -= 1;
      this.#tellWaiting();
    }
  }

  #tellWaiting(): void {
    if (this.#held > 0 || this.#telling) return;
    this.#telling = true;
    // A listener may add to what is being walked.
    for (const tell of this.#waiting) tell();
    this.#waiting.length = 0;
    this.#telling = false;
  }
}

export class Channel<T> {
  readonly #announce: (tell: () => void) => void;
  #listeners: readonly Listener<T>[] = [];

  constructor(announce: (tell: () => void) => void) {
    this.#announce = announce;
  }

  /** The answer ends it, also for what has not been told yet. */
  on(hear: (told: T) => void): () => void {
    const listener: Listener<T> = { hear, listening: true };
    this.#listeners = [...this.#listeners, listener];
    return () => {
      listener.listening = false;
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  /** To those who listen now, not to those who come before it is their turn. */
  tell(what: T): void {
    const listeners = this.#listeners;
    if (listeners.length === 0) return;
    this.#announce(() => {
      for (const listener of listeners) if (listener.listening) hearing(listener.hear, what);
    });
  }
}

/** A listener that throws is a fault of its own: it shows as uncaught, and the others hear all the same. */
function hearing<T>(hear: (told: T) => void, what: T): void {
  try {
    hear(what);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
