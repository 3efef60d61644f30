/** Parameters of Content-Type and Content-Disposition (RFC 2045 §5.1, RFC 2183, RFC 2231), names of files above all. */
import { CR, mail, multipart, part, percent, plain, specimens, type Octets, type Specimen } from './mime.ts';

/** A message of a text and an attachment with these fields. */
const attached = (...fields: readonly Octets[]): Buffer =>
  multipart('mixed', plain('see the file'), part(fields, 'content of the file'));

const disposed = (parameters: Octets): Buffer =>
  attached(
    'Content-Type: application/octet-stream',
    Buffer.concat([Buffer.from('Content-Disposition: attachment; '), Buffer.from(parameters)]),
  );

const typed = (value: string): Buffer =>
  mail(['MIME-Version: 1.0', `Content-Type: ${value}`], '<p>a body</p>');

export const parameters: readonly Specimen[] = [
  ...specimens('file name', {
    'as a token': disposed('filename=report.pdf'),
    'as a quoted string': disposed('filename="annual report.pdf"'),
    'with quoted pairs': disposed('filename="a \\"b\\".txt"'),
    'with blanks and no quotes': disposed('filename=annual report.pdf'),
    'in single quotes': disposed("filename='report.pdf'"),
    'with a semicolon in quotes': disposed('filename="a;b.txt"'),
    'with a parenthesis and no quotes': disposed('filename=Invoice(1).pdf'),
    'of the type alone': attached('Content-Type: application/pdf; name=report.pdf'),
    'of type and disposition, differing': attached(
      'Content-Type: application/pdf; name=type.pdf',
      'Content-Disposition: attachment; filename=disposition.pdf',
    ),
    empty: disposed('filename=""'),
    absent: attached('Content-Type: application/octet-stream', 'Content-Disposition: attachment'),
    'folded between parameters': disposed('size=19;\r\n\tfilename="report.pdf";\r\n creation-date="now"'),
    'folded within': disposed('filename="annual\r\n report.pdf"'),
    'with a trailing semicolon': disposed('filename=report.pdf;'),
    'with blanks around the equals sign': disposed('filename = "report.pdf"'),
    'in capitals': disposed('FILENAME="Report.PDF"'),
    twice: disposed('filename=one.txt; filename=two.txt'),
    'with a comment': disposed('filename=report.pdf (the report)'),
    'in an encoded word': disposed('filename="=?utf-8?Q?Gr=C3=BC=C3=9Fe.pdf?="'),
    'in two encoded words': disposed('filename="=?utf-8?B?R3LDvA==?=\r\n =?utf-8?B?w59lLnBkZg==?="'),
    'in an encoded word without quotes': disposed('filename==?utf-8?Q?Gr=C3=BC=C3=9Fe.pdf?='),
    'in RFC 2231': disposed("filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf"),
    'in RFC 2231 with a language': disposed("filename*=iso-8859-1'de'Gr%FC%DFe.pdf"),
    'in RFC 2231 in quotes': disposed('filename*="utf-8\'\'Gr%C3%BC%C3%9Fe.pdf"'),
    'in RFC 2231 without a charset': disposed("filename*=''plain.pdf"),
    'in RFC 2231 without any quote': disposed('filename*=Gr%C3%BC%C3%9Fe.pdf'),
    'in RFC 2231 with bad escapes': disposed("filename*=utf-8''100%25%ZZ%4.pdf"),
    'in RFC 2231 with a charset nobody knows': disposed("filename*=x-none''a%20b.pdf"),
    'in RFC 2231 that looks like an encoded word': disposed(
      "filename*=utf-8''invoice%3D%3Futf-8%3FQ%3F%3D2Eexe%3F%3D",
    ),
    'in RFC 2231 and plain': disposed('filename="fallback.pdf"; filename*=utf-8\'\'Gr%C3%BC%C3%9Fe.pdf'),
    'in two pieces': disposed('filename*0="annual "; filename*1="report.pdf"'),
    'in pieces out of order': disposed('filename*2=".pdf"; filename*0="annual "; filename*1="report"'),
    'in encoded pieces': disposed("filename*0*=utf-8''Gr%C3%BC; filename*1*=%C3%9Fe; filename*2=.pdf"),
    'in pieces that split a character': disposed("filename*0*=utf-8''Gr%C3; filename*1*=%BC.pdf"),
    'in pieces of which the first is missing': disposed('filename*1="b"; filename*2="c.pdf"'),
    'in pieces of which one is missing': disposed('filename*0="a"; filename*2="c.pdf"'),
    'in pieces with leading zeros': disposed('filename*00="a"; filename*01="b.pdf"'),
    'in pieces of a hostile index': disposed('filename*0="a.pdf"; filename*99999999999="b"'),
    'in a piece of a negative index': disposed('filename=a.pdf; filename*-1="b"'),
    'in two hundred pieces': disposed(
      Array.from({ length: 200 }, (_, index) => `filename*${index}="piece${index}"`).join(';\r\n '),
    ),
    'in pieces of words': disposed('filename*0="=?utf-8?Q?Gr=C3=BC?="; filename*1="=?utf-8?Q?=C3=9Fe?="'),
    'with a path': disposed('filename="../../etc/passwd"'),
    'with a path of Windows': disposed('filename="C:\\\\temp\\\\report.doc"'),
    'of only dots': disposed('filename=".."'),
    'with a line break in RFC 2231': disposed("filename*=utf-8''a%0D%0AX-Evil%3A%20b.txt"),
    'with a NUL in RFC 2231': disposed("filename*=utf-8''a.exe%00.txt"),
    'with a bidi override': disposed(`filename*=utf-8''${percent('ev\u202egpj.exe')}`),
    'of a thousand characters': disposed(`filename="${'long'.repeat(249)}.pdf"`),
    'with a bare CR': disposed(Buffer.concat([Buffer.from('filename="a'), CR, Buffer.from('b.txt"')])),
    'of an emoji': disposed(`filename*=utf-8''${percent('🌍.png')}`),
    'in decomposed letters': disposed(`filename*=utf-8''${percent('Gru\u0308ße.pdf')}`),
    'of __proto__': disposed('__proto__=x; filename="constructor"'),
  }),
  ...specimens('type', {
    'text/html in capitals': typed('TEXT/HTML; CHARSET=UTF-8'),
    'with a comment': typed('text/html (the page); charset=utf-8 (plain)'),
    'with blanks around the slash': typed('text / html; charset=utf-8'),
    'with a trailing semicolon': typed('text/html; charset=utf-8;'),
    'with two semicolons': typed('text/html;; charset=utf-8'),
    'without a semicolon between': typed('text/html charset=utf-8'),
    'with a comma between': typed('text/html, charset=utf-8'),
    'with a parameter without a value': typed('text/html; charset'),
    'with a parameter without a name': typed('text/html; =utf-8'),
    'with the charset twice': typed('text/html; charset=utf-8; charset=koi8-r'),
    folded: typed('text/html;\r\n charset="utf-8";\r\n\tformat=fixed'),
    'without a subtype': typed('text'),
    'of two slashes': typed('text/html/more'),
    empty: typed(''),
    'of nonsense': typed('¿qué?'),
    'of quotes': typed('"text/html"; charset=utf-8'),
    'nobody knows': typed('x-thing/x-other; a=b'),
    'text/x-unknown': typed('text/x-unknown; charset=utf-8'),
    'text/markdown': typed('text/markdown; charset=utf-8; variant=CommonMark'),
    'text/enriched': typed('text/enriched; charset=us-ascii'),
    'application/json alone': mail(['MIME-Version: 1.0', 'Content-Type: application/json'], '{"a": 1}'),
    twice: mail(
      ['MIME-Version: 1.0', 'Content-Type: text/plain', 'Content-Type: text/html'],
      '<p>a body</p>',
    ),
    'without MIME-Version': mail(['Content-Type: text/html; charset=utf-8'], '<p>ä</p>'),
    'with a MIME-Version of its own': mail(
      ['MIME-Version: 2.7 (later)', 'Content-Type: text/html; charset=utf-8'],
      '<p>ä</p>',
    ),
  }),
  ...specimens('disposition', {
    'inline of a text': mail(['MIME-Version: 1.0', 'Content-Disposition: inline'], 'a body'),
    'attachment of the only part': mail(
      [
        'MIME-Version: 1.0',
        'Content-Type: text/plain; charset=utf-8',
        'Content-Disposition: attachment; filename=all.txt',
      ],
      'a body',
    ),
    'inline with a file name of a text': attached(
      'Content-Type: text/plain',
      'Content-Disposition: inline; filename=log.txt',
    ),
    'attachment of a text without a name': attached(
      'Content-Type: text/plain',
      'Content-Disposition: attachment',
    ),
    'nobody knows': attached('Content-Type: image/png', 'Content-Disposition: x-floating; filename=a.png'),
    'in capitals': attached('Content-Type: image/png', 'Content-Disposition: ATTACHMENT; FILENAME=A.PNG'),
    empty: attached('Content-Type: image/png', 'Content-Disposition:'),
    'of a semicolon only': attached('Content-Type: image/png', 'Content-Disposition: ;'),
    'without a kind': attached('Content-Type: image/png', 'Content-Disposition: filename=a.png'),
  }),
];
