/** Cuts what a server says into replies (RFC 5321 §4.2.1), with a bound that no reply comes near. */

const longestReply = 64 * 1024;
const replyLine = /^[2-5]\d{2}(?:[ -]|$)/;

export interface RepliesRead {
  /** Those that are whole now, their lines joined by LF. */
  readonly replies: readonly string[];
  /** False when something came behind them that is no reply. */
  readonly isSmtp: boolean;
}

/** Takes octets as they come. */
export function createReplyReader(): (octets: Buffer) => RepliesRead {
  let rest = '';
  let lines: string[] = [];
  let length = 0;

  return (octets) => {
    const replies: string[] = [];
    rest += octets.toString('latin1');
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end).replace(/\r$/, '');
      rest = rest.slice(end + 1);
      // Some servers leave one between replies.
      if (line === '' && lines.length === 0) continue;
      const code = (lines[0] ?? line).slice(0, 3);
      if (!replyLine.test(line) || !line.startsWith(code)) return { replies, isSmtp: false };
      lines.push(line);
      length += line.length;
      if (line[3] === '-') continue;
      replies.push(inUtf8(lines.join('\n')));
      lines = [];
      length = 0;
    }
    return { replies, isSmtp: rest.length + length <= longestReply };
  };
}

/** Most servers write UTF-8; octets that are none are shown as Latin-1. */
function inUtf8(text: string): string {
  const decoded = Buffer.from(text, 'latin1').toString('utf8');
  return decoded.includes('\ufffd') ? text : decoded;
}
