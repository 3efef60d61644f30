/**
 * Accepts a merge: one message to each of many recipients. Every one is rendered and checked before any is accepted, so
 * that what is wrong is told with its place and nothing is sent by halves. Files that all get are composed and kept once.
 * The submissions are made by a job (`run-merge-job.ts`).
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Account } from '../domain/account.ts';
import { GatewayError, invalid, type InputProblem } from '../domain/errors.ts';
import { jobView, newJob, type JobView } from '../domain/job.ts';
import { largestMerge, mostMerged, type MergeRecipient } from '../domain/merge.ts';
import { outgoingProblem, type OutgoingInput } from '../domain/outgoing.ts';
import type { OutgoingAttachment } from '../domain/outgoing-attachment.ts';
import type { Principal } from '../domain/principal.ts';
import { behindFirstPart, type FilesLabel } from '../domain/shared-files.ts';
import { noSubmissions } from '../domain/submission.ts';
import { templateError, type TemplateUse } from '../domain/template.ts';
import { instant } from '../domain/time.ts';
import { createWireFormReader } from '../domain/wire-form.ts';
import type { Author } from './author.ts';
import { acceptedJob } from './bulk-changes.ts';
import { checkSize } from './check-size.ts';
import type { DryRun } from './dry-run.ts';
import { mergedLetter, type LabelledFiles, type MergePlan } from './merge-plan.ts';
import { mimeKeptMs } from './mime-retention.ts';
import type { OpenAccount } from './open-account.ts';
import { createOpenSender } from './open-sender.ts';
import type { ParsedTemplates } from './parsed-templates.ts';
import type { Claim } from './ports/idempotency.ts';
import type { JobStore } from './ports/jobs.ts';
import type { Clock, Log } from './ports/service.ts';
import type { SubmissionStore, WorkQueue } from './ports/submissions.ts';
import { checkRecipients, recipientsOf, type Composition, type PrepareMessage } from './prepare-message.ts';
import { checkedSendTime, type SubmissionOptions, type SubmitMessage } from './submit-message.ts';

/** What is said of all; each recipient adds its own. */
export interface NewMerge extends Omit<OutgoingInput, 'to' | 'cc' | 'bcc'>, SubmissionOptions {
  readonly template?: TemplateUse | null;
  readonly recipients: readonly MergeRecipient[];
}

export interface MergeMessages {
  /**
   * Throws what `OpenSender` throws, `too-large`, and with the index of each recipient that is to blame
   * `invalid-request` and `template-error`. With a claim the answer is stored in the same step as the job.
   */
  merge(
    principal: Principal,
    accountId: string,
    input: NewMerge,
    claim: Claim | null,
    signal: AbortSignal,
  ): Promise<JobView>;
  /** Checks all of them and shows the first. Throws as `merge` does. */
  dryRun(principal: Principal, accountId: string, input: NewMerge, signal: AbortSignal): Promise<DryRun>;
}

export interface MergeMessagesPorts {
  readonly openAccount: OpenAccount;
  readonly parsedTemplates: ParsedTemplates;
  readonly prepareMessage: Pick<PrepareMessage, 'letter'>;
  readonly submitMessage: Pick<SubmitMessage, 'dryRun'>;
  readonly submissions: Pick<SubmissionStore, 'writeMime' | 'dropMime'>;
  readonly jobs: Pick<JobStore, 'accept'>;
  readonly queue: Pick<WorkQueue, 'job'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Others are served between so many recipients. */
const checkedAtOnce = 50;
/** A problem is told of so many places, then no more are looked for. */
const mostProblems = 20;

export function createMergeMessages(ports: MergeMessagesPorts): MergeMessages {
  const { parsedTemplates, prepareMessage, submitMessage, submissions, jobs, queue, clock, log } = ports;
  const openSender = createOpenSender(ports.openAccount);

  /** Composes the files behind an empty text, and keeps what stands behind that. */
  const keepFiles = async (
    author: Author,
    letter: Composition,
    attachments: readonly OutgoingAttachment[],
    untilMs: number,
  ): Promise<LabelledFiles | null> => {
    if (attachments.length === 0) return null;
    const anybody = { address: author.account.email };
    const carrier = { from: letter.from ?? null, to: [anybody], text: 'x', attachments };
    const { content } = await prepareMessage.letter(author, carrier);
    let label: FilesLabel = { fields: [], boundary: '' };
    const files = behindFirstPart(content, (found) => (label = found));
    const octets = createWireFormReader();
    const mime = await submissions.writeMime(octets.through(files), untilMs);
    return { label, mime, form: octets.form };
  };

  const checkAll = async (plan: Omit<MergePlan, 'files'>, signal: AbortSignal): Promise<void> => {
    const wrong: InputProblem[] = [];
    const unrendered: InputProblem[] = [];
    let octets = 0;
    for (const [index, recipient] of plan.recipients.entries()) {
      if (index % checkedAtOnce === 0) await turn();
      signal.throwIfAborted();
      const { letter, problems } = mergedLetter(plan, recipient, index);
      if (problems !== null) unrendered.push(...problems);
      else {
        const problem = problemOf(letter);
        if (problem !== null) wrong.push({ ...problem, pointer: `/recipients/${index}${problem.pointer}` });
        octets += textOctets(letter);
        checkTotal(octets);
      }
      if (wrong.length + unrendered.length >= mostProblems) break;
    }
    if (wrong.length > 0)
      throw new GatewayError('invalid-request', wrong[0]?.message ?? '', { errors: wrong });
    if (unrendered.length > 0) throw templateError(unrendered);
  };

  /** All that can be refused but the files. */
  const checked = async (
    principal: Principal,
    accountId: string,
    input: NewMerge,
    now: number,
    signal: AbortSignal,
  ): Promise<Checked> => {
    const { letter, attachments, options, recipients, template } = partsOf(input);
    const account = await openSender(principal, accountId, options);
    const sendAt = checkedSendTime(options, now);
    const shared = outgoingProblem(letter);
    if (shared !== null) throw invalid(shared.pointer, shared.message);
    const plan = {
      kind: 'merge',
      letter,
      template: template === null ? null : await parsedTemplates(template.id),
      data: template?.data ?? {},
      recipients,
      options: { ...options, sendAt: sendAt === null ? null : instant(sendAt), undoSeconds: null },
    } as const;
    await checkAll(plan, signal);
    return { account, plan, attachments, dueMs: Math.max(sendAt ?? now, now) };
  };

  return {
    async merge(principal, accountId, input, claim, signal) {
      const now = clock.now();
      const { account, plan, attachments, dueMs } = await checked(principal, accountId, input, now, signal);
      const author = { principal, account, signal };
      const files = await keepFiles(author, plan.letter, attachments, dueMs + mimeKeptMs);
      const job = newJob('merge', account, { total: plan.recipients.length, absent: 0 }, now);
      const view = jobView(job, noSubmissions);
      const idempotency = claim === null ? null : { claim, answer: acceptedJob(view) };
      await jobs.accept(job, { ...plan, files }, idempotency);
      try {
        await queue.job(job.id);
      } catch (error) {
        log.warn({ jobId: job.id, err: error }, 'a job is left to the sweeper');
      }
      return view;
    },

    async dryRun(principal, accountId, input, signal) {
      const { plan, attachments } = await checked(principal, accountId, input, clock.now(), signal);
      const [first] = plan.recipients;
      if (first === undefined) throw invalid('/recipients', 'A merge has at least one recipient.');
      const { letter } = mergedLetter(plan, first, 0);
      const whole = { ...letter, attachments: [...(letter?.attachments ?? []), ...attachments] };
      return await submitMessage.dryRun(principal, accountId, { ...plan.options, ...whole }, signal);
    },
  };
}

interface Checked {
  readonly account: Account;
  readonly plan: Omit<MergePlan, 'files'>;
  /** Of the plan's files none has been read. */
  readonly attachments: readonly OutgoingAttachment[];
  /** When the first of them is to be sent. */
  readonly dueMs: number;
}

/** Options are told apart from what the message is; inline images from files. */
function partsOf(input: NewMerge): {
  readonly letter: OutgoingInput;
  readonly attachments: readonly OutgoingAttachment[];
  readonly options: SubmissionOptions;
  readonly recipients: readonly MergeRecipient[];
  readonly template: TemplateUse | null;
} {
  const { recipients, template = null, attachments, ...rest } = input;
  const {
    from = null,
    replyTo = null,
    subject = null,
    text = null,
    html = null,
    headers = null,
    ...left
  } = rest;
  const letter = { from, replyTo, subject, text, html, headers };
  // Whatever else a message is made of does not pass for an option.
  const options: SubmissionOptions & { readonly [Field in keyof OutgoingInput]?: never } = left;
  const all = (attachments ?? []).map((each, index) => ({ each, index }));
  const inline = all.filter(({ each }) => isInline(each));
  const elsewhere = inline.find(({ each }) => (each.content ?? null) === null);
  if (elsewhere !== undefined)
    throw invalid(
      `/attachments/${elsewhere.index}`,
      'The inline images of a merge are given by their `content`.',
    );
  if (recipients.length > mostMerged)
    throw new GatewayError('too-large', `A merge has at most ${mostMerged} recipients.`);
  return {
    letter: { ...letter, attachments: inline.map(({ each }) => each) },
    attachments: all.filter(({ each }) => !isInline(each)).map(({ each }) => each),
    options,
    recipients,
    template,
  };
}

function isInline({ contentId = null, disposition = null }: OutgoingAttachment): boolean {
  return disposition === 'inline' || (disposition === null && contentId !== null);
}

/** Also what no single field is to blame for. */
function problemOf(letter: Composition): InputProblem | null {
  try {
    checkRecipients(recipientsOf(letter));
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { pointer: error.errors?.[0]?.pointer ?? '/to', message: error.message };
  }
  return outgoingProblem({ ...letter, attachments: null });
}

function textOctets({ text, html, attachments }: Composition): number {
  const files = (attachments ?? []).reduce((sum, { content }) => sum + (content?.length ?? 0), 0);
  const octets = Buffer.byteLength(text ?? '') + Buffer.byteLength(html ?? '') + files;
  checkSize(octets);
  return octets;
}

function checkTotal(octets: number): void {
  if (octets <= largestMerge) return;
  throw new GatewayError(
    'too-large',
    `What the messages of a merge say, with their inline images, is at most ${largestMerge} octets together.`,
  );
}
