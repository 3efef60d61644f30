/** Where Postern and the oracle read a message differently on purpose, and why. The test fails when one is missing or idle. */

export interface Disagreement {
  readonly because: string;
  /** Specimen → the values that differ. */
  readonly at: Readonly<Record<string, readonly string[]>>;
}

export const disagreements: readonly Disagreement[] = [
  {
    because: 'Python has no charset of this name; we do, or see what it is.',
    at: {
      'charset alias: latin-9': ['text'],
      'charset label: an unknown name over UTF-8': ['text'],
      'charset label: unknown-8bit over UTF-8': ['text'],
      'charset label: empty over ASCII': ['text'],
      'type: with a parameter without a value': ['html'],
    },
  },
  {
    because:
      'Octets that the declared charset does not have: Python shows replacement characters. We read UTF-8 where it is ' +
      'UTF-8, and windows-1252 else, as the Encoding Standard and every mail program do for iso-8859-1 too.',
    at: {
      'charset label: us-ascii over UTF-8': ['text'],
      'charset label: us-ascii over Latin-1': ['text'],
      'charset label: utf-8 over Latin-1': ['text'],
      'charset label: iso-8859-1 over the quotes of windows-1252': ['text'],
      'charset label: none over UTF-8': ['text'],
      'charset label: none over Latin-1': ['text'],
      'charset label: none and no MIME at all over UTF-8': ['text'],
      'charset label: octets that no UTF-8 has, in utf-8': ['text'],
      'base64: that is none': ['text'],
      'identity: yEnc in a text': ['text'],
      'encoded word: with half an escape at its end': ['subject'],
      'raw octets: Latin-1 in a subject': ['subject'],
      'raw octets: Latin-1 in a name': ['from[0].name'],
      'raw octets: Latin-1 in the name of a file': ['attachments[0].filename'],
      'file name: in EUC-KR as it stands': ['attachments[0].filename'],
      'charset label: in a meta element that nobody knows': ['html'],
    },
  },
  {
    because:
      'HTML §4.2.5.4: a document declares its charset itself where nothing else does. Python does not look.',
    at: {
      'charset label: in a meta element of HTML': ['html'],
      'charset label: in a meta element that speaks for HTTP': ['html'],
    },
  },
  {
    because:
      'What is labelled GB2312 is GBK, its superset, in the Encoding Standard; Python takes the label literally.',
    at: { 'charset label: gb2312 over a character that only GBK has': ['text'] },
  },
  {
    because:
      'Base64 in several padded pieces is decoded to its end, and a lone last character is dropped. Python stops behind ' +
      'the first padding, and gives a broken length up undecoded.',
    at: {
      'encoded word: in B of several padded pieces': ['subject'],
      'base64: with text behind its padding': ['attachments[0].sha256'],
      'base64: in two padded pieces': ['attachments[0].sha256'],
      'base64: with one character left over': ['attachments[0].sha256'],
    },
  },
  {
    because: 'RFC 2047 §2: an encoded word has a charset. What has none is text as it stands.',
    at: { 'encoded word: without a charset': ['subject'] },
  },
  {
    because: 'A header for display has no control characters, also not from an encoded word.',
    at: { 'encoded word: with a line break and a NUL within': ['subject'] },
  },
  {
    because:
      'RFC 2047 §5 (3): no encoded word within an address. Python decodes it, which hides another address in one.',
    at: {
      'encoded word: in an address': ['from[0].address'],
      'encoded word: around a whole address': ['from[0].address'],
    },
  },
  {
    because:
      'RFC 5322 §3.4: `address (name)` is the old way to give a name; ENVELOPE takes it, Python drops comments.',
    at: {
      'encoded word: in a comment': ['from[0].name'],
      'address: with a comment as its name': ['from[0].name'],
      'address: with a comment in the address': ['from[0].name'],
      'group: with a comment': ['to[0].name'],
      'everyday: a bounce': ['from[0].name'],
    },
  },
  {
    because: 'The server could not read the domain behind a broken address, and says so; Python guesses.',
    at: {
      'address: with a comment that never ends': ['from[0].address'],
      'address: with no closing angle': ['from[0].address'],
    },
  },
  {
    because: 'There is no address in it: Python takes the name for one.',
    at: {
      'address: without a local part': ['from'],
      'address: with two pairs of angles': ['from'],
      'group: of a word that is no address': ['to'],
    },
  },
  {
    because:
      'RFC 5322 §3.6 allows a field once. Of several the server joins the addresses and takes the last date.',
    at: {
      'address: field twice': ['to'],
      'address: field From twice': ['from'],
      'date: twice': ['date'],
      'header: with two subjects': ['subject'],
    },
  },
  {
    because: 'RFC 5322 §4.5.8: blanks before the colon were allowed once. Python ends the header there.',
    at: { 'address: field with a blank before its colon': ['subject', 'from', 'text'] },
  },
  {
    because: 'RFC 5322 §3.4: groups do not nest. Server and Python recover differently.',
    at: { 'group: within a group': ['to'] },
  },
  {
    because: 'RFC 5322 §3.2.2: comments nest, and blanks fold anywhere. Python reads neither here.',
    at: { 'date: with nested comments': ['date'], 'date: with blanks all over': ['date'] },
  },
  {
    because: 'RFC 5322 §4.3: three digits of a year count from 1900.',
    at: { 'date: with a year of three digits': ['date'] },
  },
  {
    because: 'RFC 5322 §3.3 allows the sixtieth second; it is the beginning of the next minute.',
    at: { 'date: with a leap second': ['date'] },
  },
  {
    because:
      'No form of RFC 5322, but one that says when: ISO 8601, a colon in the zone, fractions of a second.',
    at: {
      'date: as ISO 8601': ['date'],
      'date: with a colon in the zone': ['date'],
      'date: with fractions of a second': ['date'],
    },
  },
  {
    because:
      'RFC 2045 §5.1, §6.1: comments and blanks may stand between the tokens. Python takes them for the value.',
    at: {
      'type: with a comment': ['html', 'attachments'],
      'type: with blanks around the slash': ['html', 'attachments'],
      'base64: with a comment': ['text'],
    },
  },
  {
    because:
      'RFC 2045 §5.2: a Content-Type that cannot be read is text/plain. Python takes all of it for a type.',
    at: {
      'type: without a semicolon between': ['text', 'attachments'],
      'type: with a comma between': ['text', 'attachments'],
      'type: of quotes': ['text', 'attachments'],
      'type: without a main type': ['text', 'attachments'],
    },
  },
  {
    because:
      'RFC 2045 §6.7 (3): blanks at the end of an encoded line were added on the way. Python keeps them.',
    at: {
      'quoted-printable: with blanks behind the soft break': ['text'],
      'quoted-printable: with blanks at a line end': ['text'],
    },
  },
  {
    because: 'RFC 2045 §6.7 (5): of two equals signs at a line end the second is the soft line break.',
    at: { 'quoted-printable: with bad escapes': ['text'] },
  },
  {
    because: 'A name that no grammar covers is shown as it stands; Python gives it up.',
    at: {
      'file name: in single quotes': ['attachments[0].filename'],
      'file name: in an encoded word without quotes': ['attachments[0].filename'],
    },
  },
  {
    because: 'RFC 6266 §4.3: the extended form is preferred to its plain fallback.',
    at: { 'file name: in RFC 2231 and plain': ['attachments[0].filename'] },
  },
  {
    because:
      'RFC 2231 §3 numbers from zero without gaps. We show the pieces that came, Python those before the gap.',
    at: {
      'file name: in pieces of which the first is missing': ['attachments[0].filename'],
      'file name: in pieces of which one is missing': ['attachments[0].filename'],
    },
  },
  {
    because: 'RFC 5322 §2.2: a lone CR ends no line. For Python it does.',
    at: { 'file name: with a bare CR': ['attachments[0].filename', 'attachments[0].sha256'] },
  },
  {
    because:
      'RFC 2183 §2: a disposition begins with its kind. The server reads no parameter where that is missing.',
    at: { 'disposition: without a kind': ['attachments[0].filename'] },
  },
  {
    because: 'No encoding of RFC 2045: the octets are given as they stand. Python undoes it.',
    at: { 'identity: uuencode by its encoding': ['attachments[0].sha256'] },
  },
  {
    because:
      'RFC 2046 §5.1.1: the line break before a delimiter belongs to it; before the end of the message there is none.',
    at: { 'boundary: that never ends': ['text'] },
  },
  {
    because:
      'A multipart without a single delimiter: the server sees one empty part, and we show what stands there; Python a leaf.',
    at: {
      'boundary: that never comes': ['text', 'attachments'],
      'boundary: that is not declared': ['text', 'attachments'],
      'boundary: of another case in the body': ['text', 'attachments'],
      'boundary: that only ends': ['text', 'attachments'],
    },
  },
  {
    because:
      'The server knows a boundary in UTF-8, and one whose characters want quotes that are not there. Python knows neither.',
    at: {
      'boundary: in UTF-8': ['text', 'attachments'],
      'boundary: not in quotes, with characters that need them': ['text', 'attachments'],
    },
  },
  {
    because: 'A field that comes twice: the server takes the last, Python the first.',
    at: { 'disposition: twice': ['attachments[0].filename', 'attachments[0].disposition'] },
  },
  {
    because: 'A quote that never ends: the server reads no parameter there.',
    at: { 'file name: without its closing quote': ['attachments[0].filename'] },
  },
  {
    because:
      'RFC 2046 §5.1.1: a line that begins with the delimiter is one, whatever follows. Python wants white space.',
    at: { 'boundary: that looks like text': ['text'] },
  },
  {
    because:
      'RFC 2046 §5.1.2: an inner boundary must differ. The server ends the outer part at the first delimiter.',
    at: { 'boundary: the same within': ['attachments'] },
  },
  {
    because: 'The server ends the header of an empty nested message by the empty line that it lacks.',
    at: {
      'message in a message: empty': ['attachments[0].sha256'],
      'boundary: that only ends, in a message in a message': ['attachments[0].sha256'],
    },
  },
  {
    because:
      'RFC 5322 §2.2, §4.2: a line that is no field is passed over, and one of blanks is a fold. Python ends there.',
    at: {
      'header: with a line that is none': ['subject', 'text'],
      'header: that ends in a blank line of blanks': ['text'],
    },
  },
  {
    because: 'A header for display is one line: a tab or a fold is one blank.',
    at: {
      'header: with a subject over folds': ['subject'],
      'header: with a fold of only blanks': ['subject'],
      'header: with tabs in the subject': ['subject'],
    },
  },
  {
    because: 'RFC 5322 §3.6.4: a comment is no part of the message identifier.',
    at: { 'header: with a message id and a comment': ['messageId'] },
  },
];

/** Where the sandbox's server tells Postern otherwise than Dovecot does. */
export const sandboxDisagreements: readonly Disagreement[] = [
  {
    because: 'It reads broken addresses to their end, and knows groups in groups and lists with semicolons.',
    at: {
      'address: with a comment that never ends': [
        'from[0].name',
        'from[0].address',
        'replyTo[0].name',
        'replyTo[0].address',
      ],
      'address: with no closing angle': ['from[0].address', 'replyTo[0].address'],
      'address: with a semicolon between two': ['to'],
      'group: within a group': ['to'],
    },
  },
  {
    because:
      'An empty boundary is none for it, and one for Dovecot (RFC 2046 §5.1.1: at least one character).',
    at: { 'boundary: that is empty': ['text'] },
  },
  {
    because:
      'It gives an empty nested message as it is; Dovecot ends its header by the empty line that it lacks.',
    at: {
      'message in a message: empty': ['attachments[0].sha256'],
      'boundary: that only ends, in a message in a message': ['attachments[0].sha256'],
    },
  },
  {
    because:
      'The line break before a delimiter belongs to it, also where the boundary wants quotes that it has not.',
    at: { 'boundary: not in quotes, with characters that need them': ['text'] },
  },
  {
    because:
      'It unfolds as RFC 5322 §2.2.3 says and takes the first of two subjects; Dovecot joins blanks and takes the last.',
    at: {
      'header: with a fold of only blanks': ['subject'],
      'header: with two subjects': ['subject'],
    },
  },
];

/** What Cyrus does not take at all. */
export const refusedByCyrus: readonly string[] = [
  'address: field with a blank before its colon',
  'line ends: none behind the header',
  'header: with a line that is none',
  'header: that ends in a blank line of blanks',
  'header: with a field without a name',
];

const [name, address] = ['from[0].name', 'from[0].address'];
const replyTo = ['replyTo[0].name', 'replyTo[0].address'];

/** Where Cyrus tells Postern otherwise than Dovecot does. */
export const cyrusDisagreements: readonly Disagreement[] = [
  {
    because: 'It stores an X for each octet beyond ASCII in a header.',
    at: {
      'raw octets: UTF-8 in a subject': ['subject'],
      'raw octets: Latin-1 in a subject': ['subject'],
      'raw octets: UTF-8 in a name': [name, 'replyTo[0].name'],
      'raw octets: UTF-8 in a quoted name': [name, 'replyTo[0].name'],
      'raw octets: Latin-1 in a name': [name, 'replyTo[0].name'],
      'raw octets: UTF-8 in a local part': [name, address, ...replyTo],
      'raw octets: UTF-8 in a domain': [address, 'replyTo[0].address'],
      'raw octets: UTF-8 beside an encoded word': ['subject'],
      'raw octets: UTF-8 in the name of a file': ['attachments[0].filename'],
      'raw octets: Latin-1 in the name of a file': ['attachments[0].filename'],
      'boundary: in UTF-8': ['text'],
    },
  },
  {
    because: 'It reads broken addresses to their end, knows lists with semicolons, and drops comments.',
    at: {
      'address: with a comment in the address': [name, 'replyTo[0].name'],
      'address: with a comment that never ends': [name, address, ...replyTo],
      'address: with no closing angle': [address, 'replyTo[0].address'],
      'address: with two pairs of angles': ['from', 'replyTo'],
      'address: with an address as its name': ['from', 'replyTo'],
      'address: with a semicolon between two': ['to'],
      'group: within a group': ['to'],
      'group: of a word that is no address': ['to'],
    },
  },
  {
    because: 'Of a field that comes twice it takes the last, and of a type the first.',
    at: {
      'address: field twice': ['to'],
      'address: field From twice': ['from', 'replyTo'],
      'type: twice': ['text', 'html'],
    },
  },
  {
    because:
      'It reads a parameter without quotes to its end, none in a piece that is broken, and keeps a hundred of a field.',
    at: {
      'file name: with blanks and no quotes': ['attachments[0].filename'],
      'file name: with a parenthesis and no quotes': ['attachments[0].filename'],
      'file name: with an at sign and no quotes': ['attachments[0].filename'],
      'file name: in pieces of which one is missing': ['attachments[0].filename'],
      'file name: in two hundred pieces': ['attachments[0].filename'],
      'file name: with a bare CR': ['attachments[0].filename'],
      'disposition: without a kind': ['attachments[0].disposition'],
    },
  },
  {
    because:
      'A multipart without a boundary is for it an empty text, of which it gives nothing but the source.',
    at: { 'boundary: that is not declared': ['text'] },
  },
  {
    because: 'Only a whole line is a delimiter for it, and the line break before one belongs to it.',
    at: {
      'boundary: that looks like text': ['text'],
      'boundary: not in quotes, with characters that need them': ['text'],
    },
  },
  {
    because: 'It unfolds as RFC 5322 §2.2.3 says; Dovecot joins blanks.',
    at: { 'header: with a fold of only blanks': ['subject'] },
  },
];
