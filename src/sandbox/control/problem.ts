/** Why a request to the control API was not carried out, with what to do instead. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly remedy: string;

  constructor(status: number, message: string, remedy: string) {
    super(message);
    this.status = status;
    this.remedy = remedy;
  }
}
