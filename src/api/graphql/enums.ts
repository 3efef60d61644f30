/** The mechanical mapping of enum values: `AUTH_FAILED` in GraphQL is `auth-failed` in the contract and inside the service. */

export function wireValue(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}
