/** Which elements of mail HTML hold a quote, a signature, or what nobody sees, by the marks that mail programs leave. */

/**
 * `quote` holds all of it; from `quote-start` on everything is quoted; `attribution` says whom. The rest of the element's
 * surroundings is what the person wrote.
 */
const parts = ['quote', 'quote-start', 'attribution', 'signature', 'hidden'] as const;
export type HtmlPart = (typeof parts)[number];

type Attributes = Readonly<Record<string, string | undefined>>;

/** Gmail, Yahoo, AOL, Proton, Tuta, Zimbra, Zoho, GMX, Fastmail. */
const quoteClasses =
  /(?:^|\s)(?:gmail_quote(?:_container)?|yahoo_quoted|aolReplacedBody|protonmail_quote|tutanota_quote|zmail_extra|zimbra_quote|mcntgmail_quote|moz-forward-container)(?:\s|$)/;
const attributionClasses = /(?:^|\s)(?:gmail_attr|moz-cite-prefix|moz-email-headers-table)(?:\s|$)/;
const signatureClasses =
  /(?:^|\s)(?:gmail_signature|moz-signature|protonmail_signature_block|tutanota_signature|Apple-Mail-Signature)(?:\s|$)/;

/** Outlook on the web and mobile; `x_` stands before the ids of what was quoted once. */
const quoteStartIds = /^(?:x_)*(?:appendonsend|divRplyFwdMsg|mail-editor-reference-message-container)$/;
const signatureIds = /^(?:Signature|ms-outlook-mobile-signature|AppleMailSignature|signature-x)$/;

export function partOf(
  name: string,
  { class: classes = '', id = '', style = '', type, 'data-part': known }: Attributes,
): HtmlPart | null {
  const found = parts.find((part) => part === known);
  if (found !== undefined) return found;
  if (isHidden(style)) return 'hidden';
  if (name === 'blockquote' && type?.toLowerCase() === 'cite') return 'quote';
  const names = classes.slice(0, 500);
  if (quoteClasses.test(names)) return 'quote';
  if (attributionClasses.test(names)) return 'attribution';
  if (signatureClasses.test(names) || signatureIds.test(id)) return 'signature';
  return quoteStartIds.test(id) ? 'quote-start' : isOutlookRule(name, style) ? 'quote-start' : null;
}

function isHidden(style: string): boolean {
  return style.length < 10_000 && /(?:^|;)\s*(?:display\s*:\s*none|mso-hide\s*:\s*all)\b/i.test(style);
}

/** The line that Outlook for Windows and Mac draw above the header of what they quote. */
function isOutlookRule(name: string, style: string): boolean {
  return (
    name === 'div' &&
    style.length < 500 &&
    /border:\s*none/i.test(style) &&
    /border-top:\s*solid\s+#(?:E1E1E1|B5C4DF)\s+1(?:\.0)?pt/i.test(style)
  );
}
