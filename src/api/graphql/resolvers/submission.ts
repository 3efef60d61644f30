/** Submissions: sending, looking, changing one's mind. */
import type { JobView } from '../../../domain/job.ts';
import type { SubmissionView } from '../../../domain/submission.ts';
import { invalid, notFound } from '../../../domain/errors.ts';
import { claimedAccount } from '../../../domain/ids.ts';
import type { DryRun } from '../../../use-cases/dry-run.ts';
import type { SubmissionFilter } from '../../../use-cases/ports/submissions.ts';
import { untilEither } from '../../cancellation.ts';
import { maximumWaitSeconds } from '../../preference.ts';
import { mergeOf, submissionOf } from '../../submission.ts';
import { connectionOf, pageRequestOf } from '../connection.ts';
import { without, withoutNulls } from '../inputs.ts';
import type { Shape } from '../shapes.ts';
import { jobShape } from './job.ts';
import type { ResolverGroup, ResolverPorts } from './ports.ts';

export function submissionResolvers({
  useCases,
  checkInput,
  mutate,
  draining,
}: ResolverPorts): ResolverGroup {
  const { submissions, submitMessage, mergeMessages } = useCases;

  /** The submission as it is when it is final, or when the wait is over. */
  async function waited(view: SubmissionView, seconds: number, signal: AbortSignal): Promise<SubmissionView> {
    if (seconds === 0) return view;
    const final = await untilEither(signal, draining, (until) =>
      submissions.awaitFinal(view.id, seconds * 1000, until),
    );
    return final ?? view;
  }

  return {
    Query: {
      submission: async (_root, { id }, { principal }) =>
        submissionShape(await submissions.get(principal, null, id)),
    },
    Account: {
      submissions: async (account, { status, tag, job, ...args }, { principal }) => {
        const filter = withoutNulls({ status, tag, job }) as SubmissionFilter;
        return connectionOf(
          await submissions.list(principal, account.id, filter, pageRequestOf(args)),
          submissionShape,
        );
      },
    },
    Mutation: {
      createSubmission: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, accountId: input.accountId },
          async (claim) => {
            const { accountId, waitSeconds, ...message } = without(input, 'idempotencyKey');
            const seconds = waitOf(waitSeconds);
            const body = checkInput('createSubmission', withoutNulls(message));
            const { principal, signal, traceparent } = context;
            const wanted = submissionOf(body, traceparent);
            if (body.dryRun === true) {
              const shown = await submitMessage.dryRun(principal, accountId, wanted, signal);
              return { wire: shown, idle: true, target: null };
            }
            const view = await submitMessage.submit(principal, accountId, wanted, claim, signal);
            return { wire: await waited(view, seconds, signal), kept: claim !== null, target: view.id };
          },
          (wire: SubmissionView | DryRun, replayed) =>
            'dryRun' in wire
              ? { __typename: 'CreateSubmissionPayload', submission: null, dryRun: wire, replayed }
              : {
                  __typename: 'CreateSubmissionPayload',
                  submission: submissionShape(wire),
                  dryRun: null,
                  replayed,
                },
        ),
      createMerge: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, operation: 'createSubmission', accountId: input.accountId },
          async (claim) => {
            const { accountId, ...message } = without(input, 'idempotencyKey');
            const checked = checkInput('createSubmission', withoutNulls(message));
            const { recipients = [], dryRun = false, ...body } = checked;
            const { principal, signal, traceparent } = context;
            const wanted = mergeOf(body, recipients, traceparent);
            if (dryRun) {
              const shown = await mergeMessages.dryRun(principal, accountId, wanted, signal);
              return { wire: shown, idle: true, target: null };
            }
            const job = await mergeMessages.merge(principal, accountId, wanted, claim, signal);
            return { wire: job, kept: claim !== null, target: job.id };
          },
          (wire: JobView | DryRun, replayed) =>
            'dryRun' in wire
              ? { __typename: 'CreateMergePayload', job: null, dryRun: wire, replayed }
              : { __typename: 'CreateMergePayload', job: jobShape(wire), dryRun: null, replayed },
        ),
      submitDraft: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, accountId: claimedAccount(input.id) },
          async (claim) => {
            const accountId = claimedAccount(input.id);
            if (accountId === null) throw notFound('message');
            const { id, waitSeconds, ...wanted } = without(input, 'idempotencyKey');
            const seconds = waitOf(waitSeconds);
            const { principal, signal, traceparent } = context;
            const options = { ...checkInput('submitDraft', withoutNulls(wanted)), traceparent };
            const view = await submitMessage.submit(
              principal,
              accountId,
              { draft: id, options },
              claim,
              signal,
            );
            return { wire: await waited(view, seconds, signal), kept: claim !== null, target: view.id };
          },
          (wire, replayed) => ({
            __typename: 'SubmitDraftPayload',
            submission: submissionShape(wire),
            replayed,
          }),
        ),
      rescheduleSubmission: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => {
            const { id, ...rest } = input;
            const { sendAt } = checkInput('updateSubmission', rest);
            return { wire: await submissions.reschedule(context.principal, null, id, sendAt), target: id };
          },
          (wire) => ({ __typename: 'RescheduleSubmissionPayload', submission: submissionShape(wire) }),
        ),
      cancelSubmission: (_root, { input }, context, info) =>
        mutate(
          { context, info, input },
          async () => ({
            wire: await submissions.cancel(context.principal, null, input.id),
            target: input.id,
          }),
          (wire) => ({ __typename: 'CancelSubmissionPayload', submission: submissionShape(wire) }),
        ),
      retrySubmission: (_root, { input }, context, info) =>
        mutate(
          { context, info, input, accountId: () => submissions.accountOf(context.principal, input.id) },
          async () => {
            const seconds = waitOf(input.waitSeconds);
            const view = await submissions.retry(context.principal, null, input.id);
            return { wire: await waited(view, seconds, context.signal), target: input.id };
          },
          (wire, replayed) => ({
            __typename: 'RetrySubmissionPayload',
            submission: submissionShape(wire),
            replayed,
          }),
        ),
    },
  };
}

function waitOf(seconds: number | null | undefined): number {
  const wait = seconds ?? 0;
  if (wait < 0 || wait > maximumWaitSeconds) {
    throw invalid('/waitSeconds', `waitSeconds is from 0 to ${maximumWaitSeconds}.`);
  }
  return wait;
}

export function submissionShape(view: SubmissionView): Shape<'Submission'> {
  return view;
}
