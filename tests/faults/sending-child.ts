/** A process that only sends, for tests that kill it. Its options come as JSON in the first argument. */
import { openSendingRig, type SendingRigOptions } from '../support/sending-rig.ts';

const rig = await openSendingRig(JSON.parse(process.argv[2] ?? '{}') as SendingRigOptions);
process.on('SIGTERM', () => {
  void rig.close(10_000).then(() => process.exit(0));
});
process.stdout.write('sending\n');
