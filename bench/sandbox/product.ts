/** The sandbox as a child of the benchmark. */
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { answerAs } from './host.ts';

let idles = 0;
const { imap, smtp, ca, addUser } = await startSandbox({
  users: [{ name: 'sender' }],
  onImapStage: (at) => {
    if (at === 'idle') idles += 1;
  },
});

answerAs(
  { host: imap.host, imapPort: imap.port, imapsPort: imap.tlsPort, smtpPort: smtp.port, ca },
  (name) => {
    addUser({ name, addresses: [`${name}@bench.test`] });
  },
  () => idles,
);
