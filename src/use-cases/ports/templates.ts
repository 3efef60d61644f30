/** Keeping templates. */
import type { Page, PageRequest } from '../../domain/page.ts';
import type { Template } from '../../domain/template.ts';

export interface TemplateStore {
  insert(template: Template): Promise<void>;
  get(id: string): Promise<Template | null>;
  /** Newest first. */
  list(page: PageRequest): Promise<Page<Template>>;
  /** Compare-and-set on `next.revision - 1`. False: somebody was faster or it is gone, nothing was written. */
  save(next: Template): Promise<boolean>;
  /** False when there was none. */
  remove(id: string): Promise<boolean>;
}
