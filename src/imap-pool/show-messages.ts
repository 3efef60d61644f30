/**
 * Fetched rows → messages with their bodies. The bodies are read by the content house, after the connection that they
 * came from has gone back to the pool.
 */
import { setImmediate } from 'node:timers/promises';
import { blankOf } from '../domain/blank.ts';
import { attachmentId, messageId } from '../domain/ids.ts';
import type { EnclosedAttachment, HtmlForm, MessageView } from '../domain/message.ts';
import type {
  Content,
  ContentReader,
  EncodedBodies,
  EncodedPart,
  EnclosedFile,
  InlineImage,
  MachineParts,
  TnefPart,
} from '../use-cases/ports/content.ts';
import type { FetchPlan } from './fetch-plan.ts';
import type { Row } from './fetch-rows.ts';
import { encodedPart } from './encoded-part.ts';
import { cleanFilename } from './filename.ts';
import { calendarPartsOf, reportPartsOf } from './machine-parts.ts';
import type { KnownMessages } from './message-cache.ts';
import { protectionOf } from './protection.ts';
import type { ReadRow, RowsOfPlan } from './row-reader.ts';
import { withSnippets } from './show-snippets.ts';
import { attachmentsOf, bodiesOf, type Part } from './structure.ts';
import { headersOf, octetsOf, readMessage, structureOf, type Place } from './to-message.ts';
import { tnefPartsOf } from './tnef-parts.ts';
import { hasDelimiter, mayLackDelimiters, wholeBody } from './undelimited.ts';

/** What a plan's rounds of FETCH brought from one mailbox. */
export interface FetchedRows extends RowsOfPlan {
  readonly place: Place;
  /** They learn what is read here. */
  readonly messages: KnownMessages;
}

/** What reads content, and where its images are shown. */
export interface ContentPorts {
  readonly content: ContentReader;
  readonly attachmentUrl: (accountId: string, messageId: string, attachmentId: string) => string;
}

/** In the order of the rows. */
export async function showMessages(
  fetched: FetchedRows,
  html: HtmlForm,
  ports: ContentPorts,
  signal: AbortSignal,
): Promise<MessageView[]> {
  const { rows, place, plan } = fetched;
  const seen = await described(fetched, signal);
  const views = await withSnippets(seen, rows, plan);
  if (plan.content.length === 0) return [...views];
  const contents = await contentsOf(fetched, html, ports, signal);
  return views.map((view, index) => {
    const read = contents[index];
    if (read === undefined) return view;
    const problems = [view.parseError, read.problem].filter((each) => typeof each === 'string');
    return {
      ...view,
      ...read.fields,
      ...(view.enclosed === undefined
        ? {}
        : {
            enclosed: [
              ...view.enclosed,
              ...(read.files ?? []).map((file) => enclosedFile(file, view.uid, place)),
            ],
          }),
      ...(plan.fields.has('truncated') ? { truncated: view.truncated === true || read.truncated } : {}),
      ...(plan.fields.has('parseError') ? { parseError: problems.join(' ') || null } : {}),
    };
  });
}

/** The main thread may be busy this long before it looks after others: a header may have a megabyte of words to decode. */
const turnMs = 8;

async function described(fetched: FetchedRows, signal: AbortSignal): Promise<MessageView[]> {
  const views: MessageView[] = [];
  let turn = performance.now();
  for (const row of fetched.rows) {
    views.push(viewOf(row, fetched));
    if (performance.now() - turn < turnMs) continue;
    await setImmediate();
    signal.throwIfAborted();
    turn = performance.now();
  }
  return views;
}

function viewOf(row: ReadRow, { place, plan, messages }: FetchedRows): MessageView {
  const { known, asked, uid } = row;
  const { view, problems } = readMessage(row, place, asked, known?.fields.id ?? null);
  const structure = asked.structure ? structureOf(row) : null;
  // What could not be understood is told each time.
  if (problems.length === 0) messages.learn(uid, { fields: view, structure });
  if (known === null) return view;
  const lasting = [...plan.fields].filter((field) => !asked.fields.has(field));
  const blank = blanks.get(asked) ?? blankOf([...Object.keys(view), ...lasting]);
  blanks.set(asked, blank);
  const whole = Object.assign({ ...blank }, view);
  const filled: Record<string, unknown> = whole;
  for (const field of lasting) filled[field] = known.fields[field];
  return whole;
}

/** A page asks the same of all messages that are known. */
const blanks = new WeakMap<FetchPlan, Readonly<Record<string, unknown>>>();

/** In the order of the rows; what is not known is read. */
async function contentsOf(
  { rows, place, plan, messages, contentKey, isCut }: FetchedRows,
  html: HtmlForm,
  { content, attachmentUrl }: ContentPorts,
  signal: AbortSignal,
): Promise<readonly (Content | undefined)[]> {
  const contents = rows.map(({ known }) => (contentKey === null ? undefined : known?.content(contentKey)));
  const unread = [...rows.entries()].filter(([index]) => contents[index] === undefined);
  if (unread.length === 0) return contents;
  const showsImages = html.as !== 'raw' && plan.fields.has('html');
  const imageUrl: ImageUrl =
    html.as === 'quotable'
      ? ({ contentId }) => `cid:${contentId}`
      : (image) => attachmentUrl(place.account.id, image.messageId, image.attachmentId);
  const forMachines = machineContent.some((field) => plan.content.includes(field));
  const bodies = unread.map(([, row]) => ({
    ...bodiesOfRow(row),
    inline: showsImages ? inlineImages(row, place, imageUrl) : [],
    machine: forMachines ? machineParts(row, place) : null,
    tnef: tnefParts(row),
  }));
  const wanted = { fields: plan.content, maxBytes: plan.bodyMaxBytes, html };
  const read = await content.read(bodies, wanted, signal);
  for (const [at, [index, { uid }]] of unread.entries()) {
    const found = read[at];
    contents[index] = found;
    // What a full page or a problem kept from being read may be read another time.
    if (found === undefined || contentKey === null || isCut || found.problem !== null) continue;
    messages.learn(uid, { content: { asked: contentKey, content: found } });
  }
  return contents;
}

const machineContent = ['security', 'report', 'calendar'] as const;

function bodiesOfRow(row: Row): Pick<EncodedBodies, 'text' | 'html'> {
  const structure = structureOf(row);
  if (structure === null) return { text: [], html: [] };
  const { root } = structure;
  const { text, html } = bodiesOf(root);
  const encoded = (part: Part): EncodedPart => encodedPart(row, part);
  const undelimited = mayLackDelimiters(root) ? undelimitedText(row, root) : null;
  return { text: undelimited ?? text.map(encoded), html: html.map(encoded) };
}

function undelimitedText(row: Row, root: Part): readonly EncodedPart[] | null {
  const octets = octetsOf(row.items.get(`BODY[${wholeBody}]`));
  if (octets.length === 0 || hasDelimiter(root, octets)) return null;
  const plain = { type: 'text/plain', encoding: '7bit', charset: null, flowed: false, delSp: false };
  return [{ ...plain, octets, size: octets.length }];
}

/** Those of which something was fetched. */
function tnefParts(row: Row): readonly TnefPart[] {
  const structure = structureOf(row);
  return (structure === null ? [] : tnefPartsOf(structure.root)).flatMap((part) =>
    row.items.has(`BODY[${part.section}]`) ? [{ ...encodedPart(row, part), section: part.section }] : [],
  );
}

function enclosedFile(
  { section, index, within, filename, contentType, contentId, size }: EnclosedFile,
  uid: number,
  { account, mailboxId, uidValidity }: Place,
): EnclosedAttachment {
  const idOf = (of: string): string => attachmentId(account, { mailboxId, uidValidity, uid }, of);
  return {
    id: idOf(`${section}/${index}`),
    within: idOf(within === null ? section : `${section}/${within}`),
    filename: filename === null ? null : cleanFilename(filename),
    contentType: contentType ?? 'application/octet-stream',
    size,
    contentId,
    disposition: null,
    inline: contentId !== null,
  };
}

type ImageUrl = (image: {
  readonly contentId: string;
  readonly messageId: string;
  readonly attachmentId: string;
}) => string;

function inlineImages(row: Row, place: Place, urlOf: ImageUrl): readonly InlineImage[] {
  const { account, mailboxId, uidValidity } = place;
  const ref = { mailboxId, uidValidity, uid: row.uid };
  const structure = structureOf(row);
  const id = messageId(account, ref);
  return (structure === null ? [] : attachmentsOf(structure.root)).flatMap(({ contentId, section, type }) => {
    if (contentId === null || !type.startsWith('image/')) return [];
    const image = { contentId, messageId: id, attachmentId: attachmentId(account, ref, section) };
    return [{ contentId, url: urlOf(image) }];
  });
}

function machineParts(row: Row, { account, mailboxId, uidValidity }: Place): MachineParts | null {
  const structure = structureOf(row);
  if (structure === null) return null;
  const { root } = structure;
  const ref = { mailboxId, uidValidity, uid: row.uid };
  const { status, original } = reportPartsOf(root);
  return {
    protection: protectionOf(root),
    header: headersOf(row),
    status: status === null ? null : encodedPart(row, status),
    original: original === null ? null : encodedPart(row, original),
    calendars: calendarPartsOf(root).map((part) => ({
      ...encodedPart(row, part),
      attachmentId: attachmentId(account, ref, part.section),
    })),
  };
}
