/** What becomes of single lines of a byte stream. Without a rule the stream is not touched, not even held until a line's end. */

export interface LineRule {
  /** Tried on each line without its line end, read as Latin-1. */
  readonly match: RegExp;
  /** `replaceBy` stands in for what matched. */
  readonly action: 'swallow' | 'cut-before' | 'cut-after' | { readonly replaceBy: string };
}

export interface LineReader {
  /** What goes on of the stream so far, and whether the connection is cut behind it. */
  read(chunk: Buffer): { readonly pass: Buffer; readonly cutNow: boolean };
}

export interface LineRules {
  add(rule: LineRule, times: number): void;
  clear(): void;
  /** One for each stream; all of them share the rules. */
  reader(): LineReader;
}

const LINE_FEED = 0x0a;

export function createLineRules(): LineRules {
  let armed: { readonly rule: LineRule; left: number }[] = [];

  /** The line as it goes on, if it does, and whether the connection is cut behind it. */
  const judge = (line: Buffer): { readonly goesOn: Buffer | null; readonly cutNow: boolean } => {
    const [, text = '', end = ''] = /^(.*?)(\r?\n)$/s.exec(line.toString('latin1')) ?? [];
    const hit = armed.find(({ rule }) => rule.match.test(text));
    if (hit === undefined) return { goesOn: line, cutNow: false };
    hit.left -= 1;
    armed = armed.filter(({ left }) => left > 0);
    const { match, action } = hit.rule;
    if (typeof action === 'object') {
      return { goesOn: Buffer.from(text.replace(match, action.replaceBy) + end, 'latin1'), cutNow: false };
    }
    return { goesOn: action === 'cut-after' ? line : null, cutNow: action !== 'swallow' };
  };

  return {
    add: (rule, times) => void armed.push({ rule, left: times }),
    clear: () => void (armed = []),
    reader() {
      let held: Buffer = Buffer.alloc(0);
      return {
        read(chunk) {
          let rest = Buffer.concat([held, chunk]);
          const pass: Buffer[] = [];
          while (armed.length > 0) {
            const end = rest.indexOf(LINE_FEED);
            if (end === -1) {
              held = rest;
              return { pass: Buffer.concat(pass), cutNow: false };
            }
            const line = rest.subarray(0, end + 1);
            rest = rest.subarray(end + 1);
            const { goesOn, cutNow } = judge(line);
            if (goesOn !== null) pass.push(goesOn);
            if (cutNow) return { pass: Buffer.concat(pass), cutNow };
          }
          held = Buffer.alloc(0);
          return { pass: Buffer.concat([...pass, rest]), cutNow: false };
        },
      };
    },
  };
}
