/** The parts of a message that are TNEF, as Outlook sends it (MS-OXTNEF), also in messages within the message. Pure. */
import type { Part } from './structure.ts';

/** Honest messages have one. */
const mostTnefParts = 3;

export function tnefPartsOf(root: Part): readonly Part[] {
  return within(root).filter(isTnef).slice(0, mostTnefParts);
}

/** Gateways on the way often name its type no more. */
function isTnef({ type, filename, children }: Part): boolean {
  if (children.length > 0) return false;
  if (type === 'application/ms-tnef' || type === 'application/vnd.ms-tnef') return true;
  return type === 'application/octet-stream' && filename?.toLowerCase() === 'winmail.dat';
}

function within(part: Part): readonly Part[] {
  return [part, ...part.children.flatMap(within), ...(part.inner === null ? [] : within(part.inner))];
}
