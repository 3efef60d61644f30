/** Work without a caller, by role: of `api` the jobs that its requests leave behind. Each returns what ends it. */
import type { Config, Role } from '../config.ts';
import { createCarryOutChunk } from '../use-cases/bulk-chunk.ts';
import { createCarryOut } from '../use-cases/carry-out.ts';
import { createDeliverWebhook } from '../use-cases/deliver-webhook.ts';
import { createFanOutEvent } from '../use-cases/fan-out-event.ts';
import { createFileSentCopy } from '../use-cases/file-sent-copy.ts';
import { createFollowFates } from '../use-cases/follow-fates.ts';
import { createFollowUp, eachForItself } from '../use-cases/follow-up.ts';
import { createLookIntoNews } from '../use-cases/look-into-news.ts';
import { createMailEvents } from '../use-cases/mail-events.ts';
import { createMarkAnswered } from '../use-cases/mark-answered.ts';
import { createMimeRetention } from '../use-cases/mime-retention.ts';
import { createMoveSubmission } from '../use-cases/move-submission.ts';
import { createObserveAccount } from '../use-cases/observe-account.ts';
import { createReleaseWaiting, startReleasingHeld } from '../use-cases/release-held.ts';
import { createRemoveSentDraft } from '../use-cases/remove-sent-draft.ts';
import { createReplayEvents } from '../use-cases/replay-events.ts';
import { createRunBulkJob } from '../use-cases/run-bulk-job.ts';
import { createRunJob } from '../use-cases/run-job.ts';
import { createRunMergeJob } from '../use-cases/run-merge-job.ts';
import { createSeekUnknown } from '../use-cases/seek-unknown.ts';
import { createSendSubmission } from '../use-cases/send-submission.ts';
import { createAccountLanes } from '../workers/account-lanes.ts';
import { createJobWorker } from '../workers/job-worker.ts';
import { createJournalWorker } from '../workers/journal-worker.ts';
import { createRequestPlaces, deliverySlots } from '../workers/request-places.ts';
import { createSentCopyWorker } from '../workers/sent-copy-worker.ts';
import { webhookSigner } from '../workers/signature.ts';
import { createSubmissionWorker } from '../workers/submission-worker.ts';
import { createWatchWorker } from '../workers/watch-worker.ts';
import { createWebhookSender } from '../workers/webhook-sender.ts';
import { createWebhookWorker } from '../workers/webhook-worker.ts';
import type { Surroundings, Verbs } from './verbs.ts';

/** Ends the role: takes nothing new, and waits for what runs up to the grace time. */
export type StopRole = (graceMs: number) => Promise<void>;

/** What makes submissions of messages. */
type Writing = Pick<Verbs, 'prepareMessage' | 'acceptSubmission'>;

export function startWorkers(config: Config, parts: Surroundings, writing: Writing): readonly StopRole[] {
  const start: Readonly<Record<Role, () => StopRole>> = {
    api: () => startJobs(parts, writing),
    watch: () => startWatching(parts),
    send: () => startSending(config, parts),
    deliver: () => startDelivering(config, parts),
  };
  return config.roles.map((role) => start[role]());
}

/** Jobs of one kind and account follow one another; so many are carried on by a process at a time. */
const jobsAtOnce = 4;

function startJobs({ storage, mail, clock, telemetry }: Surroundings, writing: Writing): StopRole {
  const { mailboxes, reader, writer } = mail;
  const { log } = telemetry;
  const { submissions, queue, sendingLine: line } = storage;
  const releaseWaiting = createReleaseWaiting({ submissions, queue, line, clock });
  const carryOutChunk = createCarryOutChunk({ carryOut: createCarryOut({ reader, writer }), mailboxes });
  const worker = createJobWorker(
    { ...storage.jobs, concurrency: jobsAtOnce },
    createRunJob({
      jobs: storage.jobStore,
      accounts: storage.accounts,
      leases: storage.leases,
      types: {
        bulk: createRunBulkJob({ mailboxes, reader, carryOutChunk, clock }),
        merge: createRunMergeJob({ ...writing, submissions, releaseWaiting, clock }),
      },
      clock,
      log,
    }),
  );
  const sweeper = storage.sweep(['job']);
  return async (graceMs) => {
    await Promise.all([sweeper.stop(), worker.close(graceMs)]);
  };
}

function startWatching({ storage, mail, clock, telemetry }: Surroundings): StopRole {
  const { accounts, positions, leases, replicas, journal, fates, submissions, suppressions } = storage;
  const observe = createObserveAccount({ accounts, clock, telemetry });
  const worker = createWatchWorker({
    accounts,
    leases,
    replicas,
    watch: mail.watch,
    mailEvents: createMailEvents({ positions, reports: storage.watchReports, observe, telemetry }),
    log: telemetry.log,
  });
  const following = createJournalWorker({
    name: 'fates',
    leases,
    journal,
    walk: createFollowFates({
      journal,
      fates,
      look: createLookIntoNews({
        accounts,
        reader: mail.reader,
        submissions,
        suppressions,
        clock,
        telemetry,
      }),
      clock,
      log: telemetry.log,
    }),
    log: telemetry.log,
  });
  return async () => {
    await Promise.all([worker.close(), following.close()]);
  };
}

function startSending(config: Config, { storage, mail, clock, telemetry }: Surroundings): StopRole {
  const { accounts, submissions, suppressions, queue, sendingLine: line } = storage;
  const observe = createObserveAccount({ accounts, clock, telemetry });
  const jobs = { ...storage.jobs, concurrency: config.sendConcurrency };
  const sending = createSubmissionWorker(
    jobs,
    createSendSubmission({
      submissions,
      suppressions,
      accounts,
      sender: mail.sender,
      queue,
      lanes: createAccountLanes(config.sendConcurrency),
      line,
      reportSending: (account, observation) => observe(account, { side: 'smtp', ...observation }, null),
      clock,
      telemetry,
    }),
  );
  const { mailboxes, writer: messages } = mail;
  const mailbox = { submissions, accounts, mailboxes, messages, clock, log: telemetry.log };
  const habits = storage.filingHabits;
  const retention = createMimeRetention({ submissions, clock });
  const moves = createMoveSubmission({ submissions, queue, retention, log: telemetry.log });
  const following = createSentCopyWorker(
    jobs,
    eachForItself([
      createSeekUnknown({ ...mailbox, moves, habits }),
      createMarkAnswered(mailbox),
      createFollowUp([createFileSentCopy({ ...mailbox, habits }), createRemoveSentDraft(mailbox)]),
    ]),
  );
  const sweeper = storage.sweep(['submission', 'sent-copy']);
  const stopReleasing = startReleasingHeld({
    accounts,
    submissions,
    queue,
    line,
    clock,
    log: telemetry.log,
  });
  return async (graceMs) => {
    stopReleasing();
    await Promise.all([sweeper.stop(), sending.close(graceMs), following.close(graceMs)]);
  };
}

function startDelivering(
  config: Config,
  { storage, mail, egress, clock, telemetry, trust }: Surroundings,
): StopRole {
  const { webhooks, deliveries, journal, leases, queue, cursors, accounts } = storage;
  const fanOut = createJournalWorker({
    name: 'fan-out',
    leases,
    journal,
    walk: createFanOutEvent({ webhooks, deliveries, journal, queue, clock, log: telemetry.log }),
    log: telemetry.log,
  });
  const replaying = createJournalWorker({
    name: 'replay',
    leases,
    journal: null,
    walk: createReplayEvents({
      webhooks,
      deliveries,
      replays: storage.replays,
      journal,
      queue,
      clock,
      log: telemetry.log,
    }),
    log: telemetry.log,
  });
  const worker = createWebhookWorker(
    { ...storage.jobs, concurrency: deliverySlots(config.deliverConcurrency) },
    createDeliverWebhook({
      webhooks,
      deliveries,
      journal,
      accounts,
      cursors,
      reader: mail.reader,
      sender: createWebhookSender({ egress, clock, ...trust }),
      signer: webhookSigner,
      queue,
      places: createRequestPlaces(config.deliverConcurrency),
      clock,
      telemetry,
    }),
  );
  const sweeper = storage.sweep(['delivery']);
  const stopTrimming = storage.retention.start();
  return async (graceMs) => {
    stopTrimming();
    await Promise.all([sweeper.stop(), fanOut.close(), replaying.close(), worker.close(graceMs)]);
  };
}
