/**
 * What decoding has taught about encoded contents: how long they are, and places at which decoding can begin anew. An
 * octet in the middle of base64 or quoted-printable is found only by decoding all before it; whoever was there once
 * need not do it again. Contents never change, so what was learned stays true; the oldest is forgotten.
 */

/** Decoding that begins at the encoded offset gives the octets from the decoded offset on. */
export interface Mark {
  readonly encoded: number;
  readonly decoded: number;
}

export const beginning: Mark = { encoded: 0, decoded: 0 };

export interface ContentMarks {
  /** Decoded octets of the whole; null until its end was reached. */
  readonly size: number | null;
  /** The last mark that is not behind a decoded octet. */
  before(decoded: number): Mark;
  note(mark: Mark): void;
  end(size: number): void;
}

/** Of the last `most` contents that were asked for, by names that no two contents share. */
export function createMarks(most = 1_000): (name: string) => ContentMarks {
  const known = new Map<string, ContentMarks>();
  return (name) => {
    const marks = known.get(name) ?? marksOfOne();
    known.delete(name);
    known.set(name, marks);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return marks;
  };
}

function marksOfOne(): ContentMarks {
  const marks: Mark[] = [beginning];
  let size: number | null = null;
  return {
    get size() {
      return size;
    },
    before: (decoded) => marks.findLast((mark) => mark.decoded <= decoded) ?? beginning,
    note(mark) {
      if (mark.encoded > (marks.at(-1) ?? beginning).encoded) marks.push(mark);
    },
    end(all) {
      size = all;
    },
  };
}
