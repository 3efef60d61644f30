/** A Telemetry that tells nobody. */
import type { Telemetry } from '../../src/use-cases/ports/service.ts';

const nothing = (): void => undefined;

export const silentTelemetry: Telemetry = {
  log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
  submissionAccepted: nothing,
  attemptFinished: nothing,
  eventsJournaled: nothing,
  staleWriteRefused: nothing,
  deliveryFinished: nothing,
  leaseGranted: nothing,
  connectionsChanged: nothing,
  accountStanding: nothing,
  httpFinished: nothing,
  audit: nothing,
};
