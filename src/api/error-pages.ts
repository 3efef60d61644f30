/** The entries of docs/errors.md, one by one: what a problem's `type` leads to. */
import { errorTable, type ErrorCode } from '../domain/errors.ts';

export interface ErrorEntry {
  readonly code: ErrorCode;
  /** Markdown. */
  readonly text: string;
}

/** Throws when a code has no entry. */
export function readErrorEntries(markdown: string): ReadonlyMap<string, ErrorEntry> {
  const sections = new Map(
    markdown
      .split(/^## /m)
      .slice(1)
      .map((section) => {
        const [heading = '', ...lines] = section.split('\n');
        return [heading.trim(), lines.join('\n').trim()];
      }),
  );
  return new Map(
    (Object.keys(errorTable) as ErrorCode[]).map((code) => {
      const text = sections.get(code);
      if (text === undefined) throw new Error(`docs/errors.md has no entry for ${code}`);
      return [code, { code, text }];
    }),
  );
}

/** `up`: relative path from the page to the service's root. */
export function errorPage({ code, text }: ErrorEntry, up: string): string {
  const paragraphs = text.split(/\n{2,}/).map((paragraph) => `<p>${inline(paragraph)}</p>`);
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${code}</title><link rel="icon" href="data:,">`,
    `<link rel="stylesheet" href="${up}docs/pages.css"></head>`,
    `<body class="entry"><h1>${code}</h1><p><b>${escape(errorTable[code].title)}</b></p>`,
    ...paragraphs,
    `<p><a href="${up}docs">API reference</a></p></body></html>`,
  ].join('\n');
}

function inline(text: string): string {
  return escape(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
