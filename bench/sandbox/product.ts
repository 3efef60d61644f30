/** The sandbox as a child of the benchmark. */
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { answerAs } from './host.ts';

const { imap, smtp, ca, addUser } = await startSandbox({ users: [{ name: 'sender' }] });

answerAs(
  { host: imap.host, imapPort: imap.port, imapsPort: imap.tlsPort, smtpPort: smtp.port, ca },
  (name) => {
    addUser({ name, addresses: [`${name}@bench.test`] });
  },
);
