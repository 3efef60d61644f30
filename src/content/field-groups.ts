/** A body of header-like fields in groups that blank lines part (RFC 3464 §2.1), as reports are written. Never throws. */
import type { Header } from '../domain/header.ts';

const mostFields = 20_000;

/** Values are unfolded; lines that are no fields are left out, and groups without fields too. */
export function fieldGroups(text: string): readonly (readonly Header[])[] {
  const groups: Header[][] = [];
  let group: Header[] = [];
  let count = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      if (group.length > 0) groups.push(group);
      group = [];
      continue;
    }
    const last = group.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      group[group.length - 1] = { name: last.name, value: `${last.value} ${line.trim()}` };
      continue;
    }
    const match = /^([!-9;-~]{1,100})[ \t]*:(.*)$/.exec(line);
    if (match === null || count >= mostFields) continue;
    count += 1;
    const [, name = '', value = ''] = match;
    group.push({ name, value: value.trim() });
  }
  return group.length > 0 ? [...groups, group] : groups;
}
