/** Hands messages to a local mail store by LMTP (RFC 2033), as a mail server's last hop does. */
import { createTransport } from 'nodemailer';

export interface LmtpClient {
  /**
   * Stored for every recipient once it resolves. Line ends become CRLF and a missing last one is added; all else
   * arrives octet by octet. Rejects when the store refuses one of the recipients; the others have the message then.
   */
  deliver(
    raw: Buffer | string,
    envelope: { readonly from: string; readonly to: readonly string[] },
  ): Promise<void>;
  close(): void;
}

/** Keeps up to five connections open until `close`. */
export function createLmtpClient({ host, port }: { host: string; port: number }): LmtpClient {
  const transport = createTransport({
    host,
    port,
    lmtp: true,
    ignoreTLS: true,
    pool: true,
    maxConnections: 5,
    maxRequeues: 0,
  });
  return {
    async deliver(raw, { from, to }) {
      const { rejectedErrors } = await transport.sendMail({ raw, envelope: { from, to: [...to] } });
      const [refusal] = rejectedErrors ?? [];
      if (refusal !== undefined) throw refusal;
    },
    close: () => transport.close(),
  };
}
