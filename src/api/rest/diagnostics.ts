/** REST: diagnostics of an account. */
import type { Diagnostics } from '../../use-cases/diagnostics.ts';
import type { Handlers } from '../operations.ts';

export function createDiagnosticsHandlers(diagnostics: Diagnostics): Pick<Handlers, 'getDiagnostics'> {
  return {
    getDiagnostics: async ({ principal, path, signal }) => ({
      status: 200,
      body: await diagnostics.get(principal, path.account, signal),
    }),
  };
}
