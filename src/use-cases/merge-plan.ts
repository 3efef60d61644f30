/** What a merge is to send, as its job keeps it, and the single messages that come of it. */
import type { MergeRecipient } from '../domain/merge.ts';
import type { OutgoingInput } from '../domain/outgoing.ts';
import type { InputProblem } from '../domain/errors.ts';
import type { FilesLabel } from '../domain/shared-files.ts';
import { renderTemplate, type ParsedTemplate } from '../domain/template.ts';
import type { TemplateData } from '../domain/template-rendering.ts';
import type { Composition } from './prepare-message.ts';
import type { SharedFiles, SubmissionOptions } from './submit-message.ts';

/** Never changes, and depends on nothing that does: templates, files and the time are settled when it is made. */
export interface MergePlan {
  readonly kind: 'merge';
  /** What all messages have in common; no files but inline images. */
  readonly letter: OutgoingInput;
  readonly template: ParsedTemplate | null;
  /** An object of JSON. */
  readonly data: TemplateData;
  readonly recipients: readonly MergeRecipient[];
  /** The end of every message, where files are attached. */
  readonly files: LabelledFiles | null;
  readonly options: SubmissionOptions;
}

export interface LabelledFiles extends SharedFiles {
  readonly label: FilesLabel;
}

export type MergedLetter =
  | { readonly letter: Composition; readonly problems: null }
  | { readonly letter: null; readonly problems: readonly InputProblem[] };

/** The message to one recipient, or what its data lack, by the place in the request. */
export function mergedLetter(
  { letter, template, data }: Pick<MergePlan, 'letter' | 'template' | 'data'>,
  recipient: MergeRecipient,
  index: number,
): MergedLetter {
  const { to, cc = null, bcc = null, headers = null } = recipient;
  const own = { ...letter, to, cc, bcc, headers: [...(letter.headers ?? []), ...(headers ?? [])] };
  if (template === null) return { letter: own, problems: null };
  const values = { ...(data as object), ...recipient.data };
  const { parts, problems } = renderTemplate(template, values, `/recipients/${index}/data`);
  if (problems !== null) return { letter: null, problems };
  const { subject = null, text = null, html = null } = letter;
  return {
    letter: {
      ...own,
      subject: subject ?? parts.subject,
      text: text ?? parts.text,
      html: html ?? parts.html,
    },
    problems: null,
  };
}

/** How one of them is sent. */
export function mergedOptions({ options }: MergePlan, { metadata }: MergeRecipient): SubmissionOptions {
  return { ...options, metadata: { ...options.metadata, ...metadata } };
}
