/** REST: putting a message into a mailbox, composed from JSON or byte for byte. */
import { invalid } from '../../domain/errors.ts';
import { summaryFields } from '../../domain/message.ts';
import type { ChangeMessages } from '../../use-cases/change-messages.ts';
import type { SubmitMessage } from '../../use-cases/submit-message.ts';
import type { Call, Handlers } from '../operations.ts';
import { refuseBesideJson } from '../reading.ts';
import { messageOnWire } from '../wire.ts';

export interface AppendPorts {
  readonly submitMessage: Pick<SubmitMessage, 'composeDraft'>;
  readonly changeMessages: Pick<ChangeMessages, 'append'>;
}

interface AppendInput {
  readonly mailbox: string;
  readonly flags: readonly string[];
  readonly content: Buffer;
}

export function createAppendHandlers(ports: AppendPorts): Pick<Handlers, 'appendMessage'> {
  return {
    async appendMessage(call) {
      const { principal, path, signal } = call;
      const input = await inputOf(ports, call);
      const { message } = await ports.changeMessages.append(principal, path.account, input, signal);
      if (message === null) return { status: 204 };
      const account = encodeURIComponent(path.account);
      return {
        status: 201,
        location: `/v1/accounts/${account}/messages/${message.id}`,
        body: messageOnWire(message, summaryFields),
      };
    },
  };
}

async function inputOf(
  { submitMessage }: AppendPorts,
  { principal, path, query, body, signal }: Call<'appendMessage'>,
): Promise<AppendInput> {
  if (body.type === 'message/rfc822') {
    const { mailbox, flags = [] } = query;
    if (mailbox === undefined) throw invalid('/query/mailbox', 'is missing');
    return { mailbox, flags, content: body.octets };
  }
  refuseBesideJson(query);
  const { mailbox, flags = [], ...message } = body.value;
  const content = await submitMessage.composeDraft(principal, path.account, message, signal);
  return { mailbox, flags, content };
}
