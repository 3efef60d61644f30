/** A process that only delivers, for tests that kill it. Its options come as JSON in the first argument. */
import { delivering, type DeliveringOptions } from '../support/delivering.ts';

const stage = delivering(JSON.parse(process.argv[2] ?? '{}') as DeliveringOptions);
stage.start();
process.on('SIGTERM', () => {
  void stage.close().then(() => process.exit(0));
});
process.stdout.write('delivering\n');
