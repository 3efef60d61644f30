/** A fault as it comes by JSON: checked against what each protocol, stage and kind takes. */
import type { Fault } from '../faults/faults.ts';
import type { ImapFaultKind, ImapStage } from '../faults/imap.ts';
import type { SmtpFault, SmtpStage } from '../faults/smtp.ts';
import { Problem } from './problem.ts';
import { numberOf, objectOf, onlyFields, textOf, type Fields } from './request.ts';

type Read = (fields: Fields, name: string) => unknown;

/** Where a kind may strike, what it must be told, and what else it may be. */
interface Form<Stage> {
  readonly at: readonly Stage[];
  readonly needs?: Readonly<Record<string, Read>>;
  readonly takes?: Readonly<Record<string, Read>>;
}

const DAY_MS = 86_400_000;
const millis: Read = (fields, name) => numberOf(fields, name, 0, DAY_MS);
const count: Read = (fields, name) => numberOf(fields, name, 0, Number.MAX_SAFE_INTEGER);
const rate: Read = (fields, name) => numberOf(fields, name, 1, Number.MAX_SAFE_INTEGER);

const IMAP_STAGES = [
  'connect',
  'greeting',
  'starttls',
  'login',
  'command',
  'literal',
  'untagged',
  'reply',
  'idle',
] as const satisfies readonly ImapStage[];
const SMTP_STAGES = [
  'connect',
  'starttls',
  'login',
  'mail',
  'recipient',
  'data',
  'before-reply',
  'after-acceptance',
] as const satisfies readonly SmtpStage[];

const imapReply: Read = (fields, name) => {
  const remedy = `Give "${name}" such as {"condition": "NO", "code": "UNAVAILABLE", "text": "Not now"}.`;
  const reply = objectOf(fields[name], `"${name}"`, remedy);
  onlyFields(reply, ['condition', 'code', 'text']);
  const condition = textOf(reply, 'condition');
  if (!['NO', 'BAD', 'BYE'].includes(condition))
    throw new Problem(400, `"${condition}" is no condition.`, remedy);
  return {
    condition,
    text: textOf(reply, 'text'),
    ...(reply['code'] === undefined ? {} : { code: textOf(reply, 'code') }),
  };
};

const smtpReply: Read = (fields, name) => {
  const reply = objectOf(
    fields[name],
    `"${name}"`,
    `Give "${name}" such as {"code": 451, "text": "4.3.0 Not now"}.`,
  );
  onlyFields(reply, ['code', 'text']);
  return { code: numberOf(reply, 'code', 400, 599), text: textOf(reply, 'text') };
};

const IMAP: Readonly<Record<ImapFaultKind, Form<ImapStage>>> = {
  refuse: { at: IMAP_STAGES.filter((stage) => stage !== 'untagged'), needs: { reply: imapReply } },
  drop: { at: IMAP_STAGES, takes: { afterOctets: count } },
  delay: { at: IMAP_STAGES, needs: { ms: millis } },
  throttle: { at: IMAP_STAGES, needs: { octetsPerSecond: rate } },
  silence: { at: IMAP_STAGES },
  garbage: { at: IMAP_STAGES, needs: { line: textOf } },
  flood: {
    at: IMAP_STAGES.filter((stage) => stage !== 'untagged'),
    needs: { text: textOf },
    takes: { repeat: count },
  },
  swallow: { at: ['untagged'], needs: { untagged: textOf } },
  'strip-starttls': { at: ['connect'] },
};

const SMTP: Readonly<Record<SmtpFault['kind'], Form<SmtpStage>>> = {
  refuse: {
    at: ['connect', 'starttls', 'login', 'mail', 'recipient', 'before-reply'],
    needs: { reply: smtpReply },
    takes: { address: textOf },
  },
  drop: { at: SMTP_STAGES },
  delay: { at: SMTP_STAGES, needs: { ms: millis } },
  silence: { at: SMTP_STAGES },
  throttle: { at: SMTP_STAGES, needs: { octetsPerSecond: rate } },
  greylist: { at: ['recipient'], takes: { address: textOf, ms: millis } },
  garbage: { at: ['starttls'], needs: { line: textOf } },
  'strip-starttls': { at: ['connect'] },
};

const IMAP_TARGET: Form<never>['takes'] = { user: textOf, command: textOf, mailbox: textOf };
const SMTP_TARGET: Form<never>['takes'] = { user: textOf };

/** Throws `Problem`. */
export function readFault(fields: Fields): Fault {
  const protocol = oneOf(fields, 'protocol', ['imap', 'smtp']);
  const forms: Readonly<Record<string, Form<string>>> = protocol === 'imap' ? IMAP : SMTP;
  const kind = oneOf(fields, 'kind', Object.keys(forms));
  const form = forms[kind];
  if (form === undefined) throw new Error(`no form for ${kind}`);
  const at = oneOf(fields, 'at', form.at);
  const needs = form.needs ?? {};
  const takes: Record<string, Read> = { ...form.takes, ...(protocol === 'imap' ? IMAP_TARGET : SMTP_TARGET) };
  if (at !== 'recipient') delete takes['address'];
  const others = { ...fields };
  delete others['protocol'];
  delete others['kind'];
  delete others['at'];
  onlyFields(others, [...Object.keys(needs), ...Object.keys(takes)]);
  const fault: Record<string, unknown> = { protocol, kind, at };
  for (const [name, read] of Object.entries(needs)) fault[name] = read(fields, name);
  for (const [name, read] of Object.entries(takes))
    if (fields[name] !== undefined) fault[name] = read(fields, name);
  return fault as unknown as Fault;
}

function oneOf(fields: Fields, name: string, choices: readonly string[]): string {
  const value = fields[name];
  if (typeof value === 'string' && choices.includes(value)) return value;
  const what =
    value === undefined ? `"${name}" is missing.` : `"${name}" cannot be ${JSON.stringify(value)} here.`;
  throw new Problem(400, what, `Give "${name}" as one of: ${choices.join(', ')}.`);
}
