/** What a merge is to send, as its job keeps it, and the single messages that come of it. */
import type { InputProblem } from '../domain/errors.ts';
import type { MergeRecipient } from '../domain/merge.ts';
import type { FilesLabel } from '../domain/shared-files.ts';
import { renderTemplate, type ParsedTemplate } from '../domain/template.ts';
import { roomForOne, type RenderingRoom, type TemplateData } from '../domain/template-rendering.ts';
import type { SharedFiles } from './accept-submission.ts';
import type { NewSubmission } from './submit-message.ts';

/** Never changes, and depends on nothing that does: templates, files and the time are settled when it is made. */
export interface MergePlan {
  readonly kind: 'merge';
  /** What all messages have in common, and how they are sent; no files but inline images. */
  readonly shared: NewSubmission;
  readonly template: ParsedTemplate | null;
  /** An object of JSON. */
  readonly data: TemplateData;
  readonly recipients: readonly MergeRecipient[];
  /** The end of every message, where files are attached. */
  readonly files: LabelledFiles | null;
}

export interface LabelledFiles extends SharedFiles {
  readonly label: FilesLabel;
}

export type MergedLetter =
  | { readonly letter: NewSubmission; readonly problems: null }
  | { readonly letter: null; readonly problems: readonly InputProblem[] };

/** The message to the recipient of this index, of a plan that was checked. */
export function letterTo(plan: Omit<MergePlan, 'files'>, index: number): NewSubmission {
  const recipient = plan.recipients[index];
  if (recipient === undefined) throw new Error('a merge has more messages than recipients');
  const { letter, problems } = mergedLetter(plan, recipient, index);
  if (letter === null) throw new Error(problems[0]?.message);
  return letter;
}

/** The message to one recipient, or what its data lack, by the place in the request. */
export function mergedLetter(
  { shared, template, data }: Pick<MergePlan, 'shared' | 'template' | 'data'>,
  { to, cc = null, bcc = null, headers, list, metadata, data: ownData }: MergeRecipient,
  index: number,
  room: RenderingRoom = roomForOne(),
): MergedLetter {
  const own: NewSubmission = {
    ...shared,
    to,
    cc,
    bcc,
    // Their own come first: what is wrong with one is told by its place among them.
    headers: [...(headers ?? []), ...(shared.headers ?? [])],
    list: list ?? shared.list ?? null,
    metadata: { ...shared.metadata, ...metadata },
  };
  if (template === null) return { letter: own, problems: null };
  const values = { ...(data as object), ...ownData };
  const { parts, problems } = renderTemplate(template, values, `/recipients/${index}/data`, room);
  if (problems !== null) return { letter: null, problems };
  const subject = shared.subject ?? parts.subject;
  const text = shared.text ?? parts.text;
  const html = shared.html ?? parts.html;
  return { letter: { ...own, subject, text, html }, problems: null };
}
