/* The playground. The key is read from its field at every request and is kept nowhere else. */
'use strict';

const field = document.getElementById('key');
const access = document.getElementById('access');
const playground = ReactDOM.createRoot(document.getElementById('graphiql'));

const endpoint = new URL('graphql', document.baseURI);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';

const example = `# Give an API key above, then run this.
{
  accounts(first: 5) {
    edges {
      node {
        id
        email
        state
      }
    }
  }
}
`;

function fetcher(parameters, options) {
  const key = field.value.trim();
  const authorization = key === '' ? {} : { authorization: `Bearer ${key}` };
  const run = GraphiQL.createFetcher({
    url: endpoint.href,
    subscriptionUrl: socket.href,
    headers: authorization,
    wsConnectionParams: authorization,
  });
  return run(parameters, options);
}

/** A new `round` mounts the playground anew, so that the schema is asked for with the new key; without one it is not. */
function show(round) {
  const schema = field.value.trim() === '' ? null : undefined;
  playground.render(
    React.createElement(GraphiQL, {
      key: round,
      fetcher,
      schema,
      defaultQuery: example,
      shouldPersistHeaders: false,
      isHeadersEditorEnabled: false,
    }),
  );
}

let round = 0;
show(round);
access.addEventListener('submit', (event) => {
  event.preventDefault();
  round += 1;
  show(round);
});
