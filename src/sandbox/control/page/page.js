/* The page of arrivals: asks for what is new and waits for it, shows a message when it is chosen. */
'use strict';

const SHOWN_OCTETS = 512 * 1024;
const WAIT_SECONDS = 30;
const PAUSE_MS = 1000;

const at = (id) => document.getElementById(id);
const arrivals = [];
let chosen = null;

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function passes({ subject, from, recipients }) {
  const wanted = at('filter').value.trim().toLowerCase();
  return [subject, from, ...recipients.map(({ address }) => address)]
    .join('\n')
    .toLowerCase()
    .includes(wanted);
}

function row(arrival) {
  const { id, subject, from, recipients } = arrival;
  const button = element('button', '');
  button.type = 'button';
  button.setAttribute('aria-current', String(id === chosen));
  button.append(element('span', subject || '(no subject)', 'subject'));
  const time = element('time', new Date(arrival.at).toLocaleTimeString());
  time.dateTime = arrival.at;
  button.append(time);
  const way = element('span', `${from || '<>'} → `, 'way');
  recipients.forEach(({ address, fate }, index) => {
    way.append(
      index > 0 ? ', ' : '',
      element('span', fate === 'delivered' ? address : `${address} (${fate})`, fate),
    );
  });
  button.append(way);
  button.addEventListener('click', () => void choose(arrival));
  const item = element('li', '');
  item.append(button);
  return item;
}

function draw() {
  at('arrivals').replaceChildren(...arrivals.filter(passes).map(row));
  at('empty').hidden = arrivals.length > 0;
}

async function choose(arrival) {
  chosen = arrival.id;
  draw();
  const { id, subject, from, recipients, size, messageId, user, secure, via } = arrival;
  at('message').hidden = false;
  at('subject').textContent = subject || '(no subject)';
  const facts = {
    From: from || '<>',
    To: recipients
      .map(({ address, fate, user: owner }) => `${address}: ${owner ? `in ${owner}’s INBOX` : fate}`)
      .join('; '),
    Arrived: `${new Date(arrival.at).toLocaleString()}, ${via}${user ? ` as ${user}` : ''}${secure ? ', TLS' : ''}`,
    'Message-ID': messageId || 'none',
    Size: `${size} octets`,
  };
  at('facts').replaceChildren(
    ...Object.entries(facts).flatMap(([name, value]) => [element('dt', name), element('dd', value)]),
  );
  at('raw-link').href = `arrivals/${id}/raw`;
  at('raw').textContent = '';
  const raw = await (await fetch(`arrivals/${id}/raw`)).blob();
  const text = await raw.slice(0, SHOWN_OCTETS).text();
  if (chosen === id) at('raw').textContent = raw.size > SHOWN_OCTETS ? `${text}\n…` : text;
}

async function tellState() {
  const { imap, smtp } = await (await fetch('state')).json();
  at('servers').textContent =
    `IMAP ${imap.host}:${imap.port} (TLS ${imap.tlsPort}), SMTP ${smtp.host}:${smtp.port} (TLS ${smtp.tlsPort})`;
}

async function follow() {
  let wait = 0;
  for (;;) {
    try {
      if (wait === 0) await tellState();
      const query = new URLSearchParams({ wait: String(wait), limit: '1000' });
      if (arrivals.length > 0) query.set('after', arrivals[0].id);
      const response = await fetch(`arrivals?${query}`);
      if (!response.ok) throw new Error(response.statusText);
      arrivals.unshift(...(await response.json()));
      wait = WAIT_SECONDS;
      at('status').textContent = `${arrivals.length} arrived, live`;
      draw();
    } catch {
      wait = 0;
      at('status').textContent = 'The sandbox does not answer.';
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

at('filter').addEventListener('input', draw);
void follow();
