/**
 * Accepts a merge: one message to each of many recipients. Every one is rendered and checked before any is accepted, so
 * that what is wrong is told with its place and nothing is sent by halves. Files that all get are composed and kept once.
 * The submissions are made by a job (`run-merge-job.ts`).
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Account } from '../domain/account.ts';
import { GatewayError, invalid, type InputProblem } from '../domain/errors.ts';
import { jobView, newJob, type JobView } from '../domain/job.ts';
import { largestMerge, mostMergeSteps, mostMerged, type MergeRecipient } from '../domain/merge.ts';
import { outgoingProblem, type OutgoingInput } from '../domain/outgoing.ts';
import type { OutgoingAttachment } from '../domain/outgoing-attachment.ts';
import type { Principal } from '../domain/principal.ts';
import { requireReturnAddress } from '../domain/return-address.ts';
import { behindFirstPart, type FilesLabel } from '../domain/shared-files.ts';
import { noSubmissions } from '../domain/submission.ts';
import { roomForOne } from '../domain/template-rendering.ts';
import { templateError, type TemplateUse } from '../domain/template.ts';
import { instant } from '../domain/time.ts';
import { createWireFormReader } from '../domain/wire-form.ts';
import type { Author } from './author.ts';
import { acceptedJob } from './bulk-changes.ts';
import { checkSize } from './check-size.ts';
import type { DryRun } from './dry-run.ts';
import { letterTo, mergedLetter, type LabelledFiles, type MergePlan } from './merge-plan.ts';
import { mimeKeptMs } from './mime-retention.ts';
import type { OpenAccount } from './open-account.ts';
import { createOpenSender } from './open-sender.ts';
import type { ParsedTemplates } from './parsed-templates.ts';
import type { Claim } from './ports/idempotency.ts';
import type { JobStore } from './ports/jobs.ts';
import type { Clock, Log } from './ports/service.ts';
import type { SubmissionStore, WorkQueue } from './ports/submissions.ts';
import { checkRecipients, recipientsOf, type Composition, type PrepareMessage } from './prepare-message.ts';
import { checkedSendTime, type SubmissionOptions } from './submission-options.ts';
import type { NewSubmission, SubmitMessage } from './submit-message.ts';

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
  readonly submissions: Pick<SubmissionStore, 'writeMime'>;
  readonly jobs: Pick<JobStore, 'accept'>;
  readonly queue: Pick<WorkQueue, 'job'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Others are served in between. */
const longestTurnMs = 20;
/** Three octets for each (RFC 2045 §6.7), with line ends. */
const largestGrowth = 3.2;

/** A problem is told of so many places, then no more are looked for. */
const mostProblems = 20;

export function createMergeMessages(ports: MergeMessagesPorts): MergeMessages {
  const { parsedTemplates, prepareMessage, submitMessage, submissions, jobs, queue, clock, log } = ports;
  const openSender = createOpenSender(ports.openAccount);

  /** Composes the files behind an empty text, and keeps what stands behind that. */
  const keepFiles = async (
    author: Author,
    { from = null }: Composition,
    attachments: readonly OutgoingAttachment[],
    untilMs: number,
  ): Promise<LabelledFiles | null> => {
    if (attachments.length === 0) return null;
    const anybody = { address: author.account.email };
    const carrier = { from, to: [anybody], text: 'x', attachments };
    const { content } = await prepareMessage.letter(author, carrier);
    let label: FilesLabel = { fields: [], boundary: '' };
    const files = behindFirstPart(content, (found) => (label = found));
    const octets = createWireFormReader();
    const mime = await submissions.writeMime(octets.through(files), untilMs);
    return { label, mime, form: octets.form };
  };

  /** How many octets the largest takes at most. */
  const checkAll = async (plan: Omit<MergePlan, 'files'>, signal: AbortSignal): Promise<number> => {
    const wrong: InputProblem[] = [];
    const unrendered: InputProblem[] = [];
    let octets = 0;
    let steps = 0;
    let largest = 0;
    let since = clock.now();
    for (const [index, recipient] of plan.recipients.entries()) {
      if (clock.now() - since > longestTurnMs) {
        await turn();
        since = clock.now();
      }
      signal.throwIfAborted();
      const room = roomForOne();
      const whole = room.steps;
      const { letter, problems } = mergedLetter(plan, recipient, index, room);
      steps += whole - room.steps;
      if (steps > mostMergeSteps)
        throw new GatewayError('too-large', `A merge takes at most ${mostMergeSteps} steps to render.`);
      if (problems !== null) unrendered.push(...problems);
      else {
        const problem = problemOf(letter);
        if (problem !== null) wrong.push({ ...problem, pointer: `/recipients/${index}${problem.pointer}` });
        const said = octetsSaid(letter);
        octets += said;
        largest = Math.max(largest, Math.ceil(said * largestGrowth));
        checkTotal(octets);
      }
      if (wrong.length + unrendered.length >= mostProblems) break;
    }
    if (wrong.length > 0)
      throw new GatewayError('invalid-request', wrong[0]?.message ?? '', { errors: wrong });
    if (unrendered.length > 0) throw templateError(unrendered);
    return largest;
  };

  /** All that can be refused but the files. */
  const checked = async (
    principal: Principal,
    accountId: string,
    input: NewMerge,
    now: number,
    signal: AbortSignal,
  ): Promise<Checked> => {
    const { shared, attachments, recipients, template } = partsOf(input);
    const account = await openSender(principal, accountId, shared);
    const sendAt = checkedSendTime(shared, now);
    if (shared.verp === true) requireReturnAddress(shared.from?.address ?? account.email);
    const problem = outgoingProblem({ ...shared, attachments: input.attachments ?? null });
    if (problem !== null) throw invalid(problem.pointer, problem.message);
    const plan = {
      kind: 'merge',
      shared: { ...shared, sendAt: sendAt === null ? null : instant(sendAt), undoSeconds: null },
      template: template === null ? null : await parsedTemplates(template.id),
      data: template?.data ?? {},
      recipients,
    } as const;
    const largest = await checkAll(plan, signal);
    const first = letterTo(plan, 0);
    // What all have in common is refused by one of them.
    await prepareMessage.letter({ principal, account, signal }, first);
    return { account, plan, attachments, first, largest, dueMs: Math.max(sendAt ?? now, now) };
  };

  return {
    async merge(principal, accountId, input, claim, signal) {
      const now = clock.now();
      const { account, plan, attachments, largest, dueMs } = await checked(
        principal,
        accountId,
        input,
        now,
        signal,
      );
      const author = { principal, account, signal };
      const files = await keepFiles(author, plan.shared, attachments, dueMs + mimeKeptMs);
      checkSize(largest + (files?.mime.size ?? 0));
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
      const { first, attachments } = await checked(principal, accountId, input, clock.now(), signal);
      const whole = { ...first, attachments: [...(first.attachments ?? []), ...attachments] };
      return await submitMessage.dryRun(principal, accountId, whole, signal);
    },
  };
}

interface Checked {
  readonly account: Account;
  readonly plan: Omit<MergePlan, 'files'>;
  /** Of the plan's files none has been read. */
  readonly attachments: readonly OutgoingAttachment[];
  /** The message to the first of them. */
  readonly first: NewSubmission;
  /** Octets that the largest takes at most, without files. */
  readonly largest: number;
  /** When the first of them is to be sent. */
  readonly dueMs: number;
}

/** Inline images are told apart from files: they belong to what each message says. */
function partsOf(input: NewMerge): {
  readonly shared: NewSubmission;
  readonly attachments: readonly OutgoingAttachment[];
  readonly recipients: readonly MergeRecipient[];
  readonly template: TemplateUse | null;
} {
  const { recipients, template = null, attachments, ...shared } = input;
  const all = attachments ?? [];
  const elsewhere = all.findIndex((each) => isInline(each) && (each.content ?? null) === null);
  if (elsewhere !== -1) {
    const message = 'The inline images of a merge are given by their `content`.';
    throw invalid(`/attachments/${elsewhere}`, message);
  }
  if (recipients.length > mostMerged)
    throw new GatewayError('too-large', `A merge has at most ${mostMerged} recipients.`);
  return {
    shared: { ...shared, attachments: all.filter(isInline) },
    attachments: all.filter((each) => !isInline(each)),
    recipients,
    template,
  };
}

function isInline({ contentId = null, disposition = null }: OutgoingAttachment): boolean {
  return disposition === 'inline' || (disposition === null && contentId !== null);
}

/** Of one message, whoever says them: what all have in common, or its recipient. */
const mostHeaders = 100;
const mostMetadata = 50;

/** Also what no single field is to blame for. */
function problemOf(letter: NewSubmission): InputProblem | null {
  if ((letter.headers ?? []).length > mostHeaders)
    return { pointer: '/headers', message: `A message has at most ${mostHeaders} headers of yours.` };
  if (Object.keys(letter.metadata ?? {}).length > mostMetadata)
    return { pointer: '/metadata', message: `A submission has at most ${mostMetadata} metadata.` };
  try {
    checkRecipients(recipientsOf(letter));
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { pointer: error.errors?.[0]?.pointer ?? '/to', message: error.message };
  }
  return outgoingProblem({ ...letter, attachments: null });
}

function octetsSaid({ text, html, attachments }: Composition): number {
  const images = (attachments ?? []).reduce((sum, { content }) => sum + (content?.length ?? 0), 0);
  return Buffer.byteLength(text ?? '') + Buffer.byteLength(html ?? '') + images;
}

function checkTotal(octets: number): void {
  if (octets <= largestMerge) return;
  throw new GatewayError(
    'too-large',
    `What the messages of a merge say, with their inline images, is at most ${largestMerge} octets together.`,
  );
}
