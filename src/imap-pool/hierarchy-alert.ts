/** That mailboxes of a watched account were made, renamed or deleted through the gateway: reason to list them at once. */
import type { HierarchyChange } from '../use-cases/ports/mailbox-writer.ts';
import { isWithin } from '../domain/mailbox.ts';

/** What a mailbox was called that has this path now; null where no rename of ours says it. */
export type FormerPath = (path: string) => string | null;

export interface HierarchyAlert {
  raise(change: HierarchyChange): void;
  /** Called at every raise until the next one is given. */
  onRaise(listener: () => void): void;
  readonly formerPath: FormerPath;
}

/** Beyond so many they are found as those of other programs are. */
const mostRenames = 100;

export function createHierarchyAlert(): HierarchyAlert {
  let listener: (() => void) | null = null;
  const renames: { readonly from: string; readonly to: string; readonly delimiter: string | null }[] = [];
  return {
    raise({ gone, now }) {
      if (gone !== null && now !== undefined)
        renames.push({ from: gone.path, to: now, delimiter: gone.delimiter });
      if (renames.length > mostRenames) renames.shift();
      listener?.();
    },
    onRaise(next) {
      listener = next;
    },
    formerPath(path) {
      const rename = renames.findLast(({ to, delimiter }) => isWithin({ path: to, delimiter }, path));
      return rename === undefined ? null : rename.from + path.slice(rename.to.length);
    },
  };
}
