/** The mailboxes of one user by name. Above each stands at least a name; a name only goes with the last below it. */
import type { Box } from './box.ts';
import { inListOrder, parentOf } from './mailbox-name.ts';

export class Tree {
  readonly #boxes = new Map<string, Box>();
  #listed: readonly Box[] | null = null;

  get size(): number {
    return this.#boxes.size;
  }

  find(name: string): Box | undefined {
    return this.#boxes.get(name);
  }

  /** In the order of LIST. */
  all(): readonly Box[] {
    this.#listed ??= [...this.#boxes.values()].sort((a, b) => inListOrder(a.name, b.name));
    return this.#listed;
  }

  /** At any depth, each before those below itself. */
  below(name: string): readonly Box[] {
    return this.all().filter((box) => box.name.startsWith(`${name}/`));
  }

  /** Those above it are there; one of its name is replaced. */
  put(box: Box): void {
    const before = this.#boxes.get(box.name);
    if (before === undefined) this.#tellParent(box.name, 1);
    else box.children = before.children;
    this.#boxes.set(box.name, box);
    this.#listed = null;
  }

  /** With nothing below it, or with all below it taken along. */
  take(box: Box): void {
    this.#boxes.delete(box.name);
    this.#tellParent(box.name, -1);
    this.#listed = null;
  }

  /** Takes out names above `name` that nothing needs any more; answers them from the bottom. */
  prune(name: string): readonly string[] {
    const gone: string[] = [];
    for (let above = parentOf(name); above !== null; above = parentOf(above)) {
      const box = this.#boxes.get(above);
      if (box === undefined || box.selectable || box.hasChildren) break;
      this.take(box);
      gone.push(above);
    }
    return gone;
  }

  #tellParent(name: string, by: 1 | -1): void {
    const parent = this.#boxes.get(parentOf(name) ?? '');
    if (parent !== undefined) parent.children += by;
  }
}
