/** REST: sending, and what becomes of what was sent. */
import { invalid } from '../../domain/errors.ts';
import type { JobView } from '../../domain/job.ts';
import type { SubmissionView } from '../../domain/submission.ts';
import type { MergeMessages, NewMerge } from '../../use-cases/merge-messages.ts';
import type { SubmissionFilter } from '../../use-cases/ports/submissions.ts';
import type { SubmissionOptions } from '../../use-cases/submission-options.ts';
import type { Submissions } from '../../use-cases/submissions.ts';
import type { NewSubmission, ReadySubmission, SubmitMessage } from '../../use-cases/submit-message.ts';
import { untilEither } from '../cancellation.ts';
import { listAnswer, pageRequest } from '../lists.ts';
import type { Call, Handlers, JsonSuccess } from '../operations.ts';
import { preferredWait } from '../preference.ts';
import { refuseBesideJson } from '../reading.ts';
import { mergeOf, submissionOf } from '../submission.ts';

type SubmissionOperation =
  | 'createSubmission'
  | 'submitDraft'
  | 'listSubmissions'
  | 'getSubmission'
  | 'updateSubmission'
  | 'cancelSubmission'
  | 'retrySubmission';

export interface SubmissionPorts {
  readonly submitMessage: Pick<SubmitMessage, 'submit' | 'dryRun'>;
  readonly mergeMessages: MergeMessages;
  readonly submissions: Submissions;
  /** What an acknowledged write is worth just now. */
  readonly durability: () => 'durable' | 'relaxed' | null;
}

type Accepted = JsonSuccess<200, SubmissionView> | JsonSuccess<202, SubmissionView>;

export function createSubmissionHandlers({
  submitMessage,
  mergeMessages,
  submissions,
  durability,
}: SubmissionPorts): Pick<Handlers, SubmissionOperation> {
  return {
    async createSubmission(call) {
      const { principal, path, signal } = call;
      const { input, dryRun } = inputOf(call);
      if (dryRun) {
        const body = await ('recipients' in input
          ? mergeMessages.dryRun(principal, path.account, input, signal)
          : submitMessage.dryRun(principal, path.account, input, signal));
        return { status: 200, body, isIdle: true };
      }
      return 'recipients' in input ? await merged(call, input) : await submitted(call, input);
    },
    submitDraft: (call) => {
      const options = { ...call.body?.value, traceparent: call.traceparent };
      return submitted(call, { draft: call.path.message, options });
    },
    listSubmissions: async ({ principal, path, query }) =>
      listAnswer(
        await submissions.list(principal, path.account, filterOf(query), pageRequest(query)),
        (submission) => submission,
      ),
    getSubmission: async ({ principal, path }) => ({
      status: 200,
      body: await submissions.get(principal, path.account, path.submission),
    }),
    updateSubmission: async ({ principal, path, body: { value } }) => ({
      status: 200,
      body: await submissions.reschedule(principal, path.account, path.submission, value.sendAt),
    }),
    cancelSubmission: async ({ principal, path }) => ({
      status: 200,
      body: await submissions.cancel(principal, path.account, path.submission),
    }),
    async retrySubmission(call) {
      const { principal, path } = call;
      return await accepted(call, await submissions.retry(principal, path.account, path.submission), false);
    },
  };

  async function merged(
    { principal, path, claim, signal }: Call<'createSubmission'>,
    input: NewMerge,
  ): Promise<JsonSuccess<202, JobView>> {
    const job = await mergeMessages.merge(principal, path.account, input, claim, signal);
    return {
      status: 202,
      location: `/v1/jobs/${job.id}`,
      body: job,
      isKept: claim !== null,
      ...relaxed(),
    };
  }

  function relaxed(): { readonly headers?: Readonly<Record<string, string>> } {
    return durability() === 'relaxed' ? { headers: { durability: 'relaxed' } } : {};
  }

  async function submitted(
    call: Pick<Call<'createSubmission'>, 'principal' | 'path' | 'header' | 'claim' | 'signal' | 'draining'>,
    input: NewSubmission | ReadySubmission,
  ): Promise<Accepted> {
    const { principal, path, claim, signal } = call;
    const submission = await submitMessage.submit(principal, path.account, input, claim, signal);
    const answer = await accepted(call, submission, claim !== null);
    if (durability() !== 'relaxed') return answer;
    return { ...answer, headers: { ...answer.headers, durability: 'relaxed' } };
  }

  /** 202 at once, or 200 when the caller prefers to wait and the submission comes to its end in that time. */
  async function accepted(
    { header, signal, draining }: Pick<Call<'createSubmission'>, 'header' | 'signal' | 'draining'>,
    submission: SubmissionView,
    isKept: boolean,
  ): Promise<Accepted> {
    const location = `/v1/accounts/${encodeURIComponent(submission.accountId)}/submissions/${submission.id}`;
    const wait = preferredWait(header.Prefer);
    if (wait === null) return { status: 202, location, body: submission, isKept };
    const headers = { 'preference-applied': `wait=${wait}` };
    const final = await untilEither(signal, draining, (until) =>
      submissions.awaitFinal(submission.id, wait * 1000, until),
    );
    return final === null
      ? { status: 202, location, body: submission, isKept, headers }
      : { status: 200, location, body: final, isKept, headers };
  }
}

function inputOf({
  body,
  query,
  traceparent,
}: Pick<Call<'createSubmission'>, 'body' | 'query' | 'traceparent'>): {
  readonly input: NewSubmission | ReadySubmission | NewMerge;
  readonly dryRun: boolean;
} {
  if (body.type === 'message/rfc822') {
    const { dryRun = false, ...options } = query;
    return { input: { raw: body.octets, options: { ...optionsIn(options), traceparent } }, dryRun };
  }
  refuseBesideJson(query);
  const { recipients, dryRun = false, ...message } = body.value;
  return recipients === undefined
    ? { input: submissionOf(message, traceparent), dryRun }
    : { input: mergeOf(message, recipients, traceparent), dryRun };
}

function optionsIn({
  dsnNotify,
  dsnReturn,
  ...others
}: Omit<Call<'createSubmission'>['query'], 'dryRun'>): SubmissionOptions {
  if (dsnNotify === undefined) {
    if (dsnReturn !== undefined) throw invalid('/query/dsnReturn', 'It is given with `dsnNotify` only.');
    return others;
  }
  return { ...others, dsn: { notify: dsnNotify, return: dsnReturn ?? null } };
}

function filterOf({ status, tag, job }: Call<'listSubmissions'>['query']): SubmissionFilter {
  return {
    ...(status === undefined ? {} : { status }),
    ...(tag === undefined ? {} : { tag }),
    ...(job === undefined ? {} : { job }),
  };
}
