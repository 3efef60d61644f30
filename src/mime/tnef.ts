/**
 * TNEF, as Outlook sends it in a `winmail.dat` (MS-OXTNEF): where in its octets files and bodies lie, and what the files are
 * called. Of what is broken or cut off comes what stands before. Never throws.
 */
import { CutOff, Malformed, skip, take, takeOrEnd, type Cursor, type Reading } from './passing-reader.ts';
import {
  charsetOf,
  readWords,
  shownFile,
  wordProperties,
  type DescribedFile,
  type Holder,
  type Span,
  type TnefFile,
} from './tnef-file.ts';
import { propertyType, readProperties, type Patience, type Property } from './tnef-properties.ts';

export interface TnefBody extends Span {
  /** null when nobody says. */
  readonly charset: string | null;
}

export interface Tnef {
  /** null without content. An index names the same file however much of the TNEF was read. */
  readonly files: readonly (TnefFile | null)[];
  readonly text: TnefBody | null;
  readonly html: TnefBody | null;
  /** Compressed (MS-OXRTFCP). */
  readonly rtf: Span | null;
  /** False when it is cut off or broken, or has more than is read. */
  readonly whole: boolean;
}

const mostFiles = 1_000;
const mostProperties = 100_000;
/** Messages in messages. */
const deepest = 8;

const signature = 0x223e9f78;
const attribute = {
  body: 0x0002800c,
  data: 0x0006800f,
  title: 0x00018010,
  transportName: 0x00069001,
  rendering: 0x00069002,
  properties: 0x00069003,
  fileProperties: 0x00069005,
  codepage: 0x00069007,
} as const;
const property = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  data: 0x3701,
  internetCodepage: 0x3fde,
} as const;
/** The object is a message (IID_IMessage), and TNEF itself. */
const messageInterface = Buffer.from('0703020000000000c000000000000046', 'hex');

interface Body extends Span {
  readonly type: number;
}

/** The TNEF itself, or a message in it. */
interface Message extends Holder {
  readonly depth: number;
  /** The one that is being described. */
  current: DescribedFile | null;
  codepage: number | null;
  internetCodepage: number | null;
  text: Body | null;
  html: Body | null;
  rtf: Span | null;
}

interface Progress {
  readonly cursor: Cursor;
  readonly files: DescribedFile[];
  readonly patience: Patience;
  broken: boolean;
}

/** null where no TNEF begins. */
export function* tnef(): Reading<Tnef | null> {
  const patience = { left: mostProperties };
  const progress: Progress = { cursor: { at: 0 }, files: [], patience, broken: false };
  const message = messageOf(null, 0);
  try {
    if (!(yield* readMessage(progress, message, Infinity))) return null;
  } catch (error) {
    if (!(error instanceof CutOff)) throw error;
    if (progress.cursor.at === 0) return null;
    progress.broken = true;
  }
  const { text, html, rtf } = message;
  return {
    files: progress.files.map(shownFile),
    text: text === null ? null : { at: text.at, size: text.size, charset: charsetOf(text, message.codepage) },
    html:
      html === null
        ? null
        : { at: html.at, size: html.size, charset: charsetOf(html, message.internetCodepage) },
    rtf,
    whole: !progress.broken,
  };
}

function messageOf(file: number | null, depth: number): Message {
  const nothing = { codepage: null, internetCodepage: null, text: null, html: null, rtf: null };
  return { file, depth, current: null, ...nothing };
}

/** False where none begins; throws `CutOff` only. */
function* readMessage(progress: Progress, message: Message, end: number): Reading<boolean> {
  const { cursor, patience } = progress;
  try {
    if ((yield* take(cursor, 6, end)).readUInt32LE(0) !== signature) return false;
    while (cursor.at < end) {
      const head = yield* takeOrEnd(cursor, 9, end);
      if (head === null) break;
      const size = head.readUInt32LE(5);
      const behind = cursor.at + size;
      patience.left -= 1;
      if (behind + 2 > end || patience.left < 0) throw new Malformed();
      yield* readAttribute(progress, message, head.readUInt32LE(1), size);
      yield* skip(cursor, behind - cursor.at, end);
      // A sum, of which transfer encodings made nothing but a nuisance.
      yield* take(cursor, 2, end);
    }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    progress.broken = true;
  }
  return true;
}

/** Its length tells where the next one begins, whatever is wrong in it. */
function* readAttribute(progress: Progress, message: Message, id: number, size: number): Reading<void> {
  const { cursor, patience } = progress;
  const { at } = cursor;
  const end = at + size;
  try {
    switch (id) {
      case attribute.codepage:
        message.codepage = (yield* take(cursor, 4, end)).readUInt32LE(0);
        break;
      case attribute.body:
        message.text ??= { at, size, type: propertyType.string };
        break;
      case attribute.properties:
        yield* readProperties(cursor, end, patience, (each) => readOfMessage(cursor, message, each, end));
        break;
      case attribute.rendering:
        addFile(progress, message);
        break;
      case attribute.title:
      case attribute.transportName: {
        const name = id === attribute.title ? 'title' : 'transportName';
        const type = propertyType.string;
        fileOf(progress, message).words.set(name, yield* readWords(cursor, { id, type, size }, end));
        break;
      }
      case attribute.data:
        fileOf(progress, message).data ??= { at, size };
        break;
      case attribute.fileProperties: {
        const file = fileOf(progress, message);
        yield* readProperties(cursor, end, patience, (each) =>
          readOfFile(progress, message, file, each, end),
        );
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    progress.broken = true;
  }
}

function addFile({ files }: Progress, message: Message): DescribedFile {
  const file: DescribedFile = { holder: message, data: null, isMessage: false, words: new Map() };
  message.current = file;
  if (files.length >= mostFiles) throw new Malformed();
  files.push(file);
  return file;
}

function fileOf(progress: Progress, message: Message): DescribedFile {
  return message.current ?? addFile(progress, message);
}

function* readOfMessage(
  cursor: Cursor,
  message: Message,
  { id, type, size }: Property,
  end: number,
): Reading<void> {
  const { at } = cursor;
  if (id === property.body) message.text = { at, size, type };
  if (id === property.html) message.html = { at, size, type };
  if (id === property.rtf) message.rtf = { at, size };
  if (id === property.internetCodepage && size === 4) {
    message.internetCodepage = (yield* take(cursor, 4, end)).readUInt32LE(0);
  }
}

function* readOfFile(
  progress: Progress,
  message: Message,
  file: DescribedFile,
  each: Property,
  end: number,
): Reading<void> {
  const { cursor } = progress;
  const name = wordProperties.get(each.id);
  if (name !== undefined) file.words.set(name, yield* readWords(cursor, each, end));
  if (each.id !== property.data) return;
  if (each.type !== propertyType.object) {
    file.data = { at: cursor.at, size: each.size };
    return;
  }
  const behind = cursor.at + each.size;
  const kind = yield* take(cursor, messageInterface.length, behind);
  file.data = { at: cursor.at, size: behind - cursor.at };
  file.isMessage = kind.equals(messageInterface);
  const { depth } = message;
  if (!file.isMessage) return;
  if (depth >= deepest) throw new Malformed();
  yield* readMessage(progress, messageOf(progress.files.indexOf(file), depth + 1), behind);
}
