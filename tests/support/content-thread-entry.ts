/** In the place of src/content/thread-entry.ts where the tests run the sources: Node has to be taught TypeScript first. */
export const threadEntry = new URL('./content-thread.mjs', import.meta.url);
