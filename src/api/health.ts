/** What an orchestrator asks: whether the process lives, and whether to send it requests. */
export interface ReadinessReport {
  readonly ready: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string | null }[];
  /** What a 202 is worth on this Redis; null while that is not known. */
  readonly durability: 'durable' | 'relaxed' | null;
}

export interface Readiness {
  check(): Promise<ReadinessReport>;
}
