/** A letter within a letter (RFC 2046 §5.2.1), now and then within another. */
import { wrapped } from '../flow.ts';
import { multipart, text, written } from '../letter.ts';
import { COLLEAGUES } from '../people.ts';
import { note, paragraph, TOPICS } from '../phrases.ts';
import { hostOf, type Kind, later, type Scene } from '../scene.ts';

export const forward: Kind = (scene) => {
  const { random, at, now } = scene;
  const topic = random.one(TOPICS);
  const inner = forwarded(scene, topic, later(at, -120, now), original(scene, topic));
  const raw = random.chance(0.2) ? forwarded(scene, `Fwd: ${topic}`, at, inner) : inner;
  return [{ raw, at, mailbox: random.one(['INBOX', 'Projects/Apollo']) }];
};

function original({ random, at, now, newId }: Scene, subject: string): Buffer {
  const from = random.one(COLLEAGUES);
  const to = random.one(COLLEAGUES);
  return written({
    id: newId(hostOf(from.address)),
    from,
    to: [to],
    subject,
    at: later(at, -1_500, now),
    content: text(`${wrapped(note(random, to.name, from.name))}\n`),
  });
}

function forwarded({ random, me, newId }: Scene, subject: string, at: Date, message: Buffer): Buffer {
  const from = random.one(COLLEAGUES);
  const attached = {
    fields: ['Content-Type: message/rfc822', 'Content-Disposition: attachment; filename="forwarded.eml"'],
    body: message,
  };
  return written({
    id: newId(hostOf(from.address)),
    from,
    to: [me],
    subject: `Fwd: ${subject}`,
    at,
    content: multipart('mixed', [text(`${paragraph(random, 1)}\n`), attached], random),
  });
}
