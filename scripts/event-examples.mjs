/** The examples of events, taken from what openapi.yaml shows of the requests to webhooks: one of every type. */

/** By type, what the event is about. Throws for a type of whose requests none is shown. */
export function eventExamples({ webhooks, components: { examples, schemas } }) {
  const exampleOf = (type) => {
    const shown = Object.values(webhooks[type]?.post.requestBody.content['application/json'].examples ?? {});
    const { $ref, value } = shown[0] ?? {};
    const { accountId, data } = value ?? examples[$ref?.split('/').at(-1)]?.value ?? {};
    if (data === undefined) throw new Error(`openapi.yaml shows no ${type}`);
    return { accountId, data };
  };
  return Object.fromEntries(schemas.EventType.enum.map((type) => [type, exampleOf(type)]));
}
