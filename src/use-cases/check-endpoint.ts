/** Whether an address of HTTP that a caller names may be called at all: a webhook, a token endpoint, a callback. */
import { GatewayError, invalid } from '../domain/errors.ts';
import type { Egress } from './ports/service.ts';

/** `pointer` names it in `invalid-request`. Throws `egress-refused`. A name that does not resolve just now passes. */
export async function checkEndpoint(
  egress: Pick<Egress, 'checkUrl' | 'resolve'>,
  text: string,
  pointer: string,
): Promise<void> {
  if (!URL.canParse(text)) throw invalid(pointer, 'This is not a URL.');
  const url = new URL(text);
  egress.checkUrl(url);
  try {
    const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
    await egress.resolve(url.hostname, port, 'webhook');
  } catch (error) {
    // It may do so when there is something to tell or to ask.
    if (error instanceof GatewayError) throw error;
  }
}
