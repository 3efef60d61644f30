"""Reads messages with Python's own email package, policy default: the second opinion that Postern's is held against.

Takes a JSON array of {"name", "raw" (base64)} on standard input and answers on standard output with an object of
name -> values. A value that Python gives up on is the name of its exception, in parentheses. What is text, what an
attachment and which file names may leave follows the contract of Postern; how they are decoded is Python's own.
"""

import base64
import codecs
import hashlib
import json
import re
import sys
import unicodedata
from datetime import timezone
from email import message_from_bytes, policy
from email.message import EmailMessage


# Charsets that Python has by another name.
ALIASES = {"windows_874": "cp874", "iso_8859_8_i": "iso8859_8", "iso_8859_8_e": "iso8859_8"}
codecs.register(lambda name: codecs.lookup(ALIASES[name]) if name in ALIASES else None)


class Message(EmailMessage):
    """Leaves a nested message as it is: Python keeps only what it does not parse octet for octet."""

    def declared_type(self):
        return super().get_content_type()

    def get_content_type(self):
        declared = self.declared_type()
        return "application/octet-stream" if declared.startswith("message/") else declared


def main():
    messages = json.load(sys.stdin)
    json.dump({each["name"]: read(base64.b64decode(each["raw"])) for each in messages}, sys.stdout)


def read(raw):
    message = message_from_bytes(raw, Message, policy=policy.default)
    bodies = [part for part in leaves(message) if is_body(part, message)]
    attached = [part for part in leaves(message) if not is_body(part, message)]
    return {
        "subject": attempt(lambda: header(message, "subject")),
        "messageId": attempt(lambda: header(message, "message-id")),
        "inReplyTo": attempt(lambda: re.findall(r"<[^<>\s]+>", header(message, "in-reply-to") or "")),
        "references": attempt(lambda: re.findall(r"<[^<>\s]+>", header(message, "references") or "")),
        "date": attempt(lambda: instant(message["date"])),
        "from": attempt(lambda: addresses(message["from"])),
        "replyTo": attempt(lambda: addresses(message["reply-to"]) or None),
        "to": attempt(lambda: addresses(message["to"])),
        "cc": attempt(lambda: addresses(message["cc"])),
        "bcc": attempt(lambda: addresses(message["bcc"])),
        "text": attempt(lambda: text_of(bodies, "text/plain")),
        "html": attempt(lambda: text_of(bodies, "text/html")),
        "attachments": attempt(lambda: [attachment(part) for part in attached[:20]]),
    }


def attempt(reader):
    try:
        return encodable(reader())
    except Exception as error:
        return f"({type(error).__name__})"


def encodable(value):
    """JSON has no lone surrogates: what Python kept as undecodable octets is shown as such."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if isinstance(value, list):
        return [encodable(each) for each in value]
    if isinstance(value, dict):
        return {name: encodable(each) for name, each in value.items()}
    return value


def header(message, name):
    value = message[name]
    return None if value is None else str(value).strip()


def instant(value):
    moment = getattr(value, "datetime", None)
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def addresses(value):
    if value is None:
        return []
    return [
        {"name": each.display_name or None, "address": each.addr_spec}
        for each in value.addresses
        if each.username
    ]


def leaves(part):
    """Parts that are no multipart, in their order; a nested message is one."""
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        return [leaf for child in part.iter_parts() for leaf in leaves(child)]
    return [part]


def is_body(part, message):
    if part.get_content_type() not in ("text/plain", "text/html"):
        return False
    if part.get_content_disposition() not in (None, "inline"):
        return False
    return part.get_filename() is None or part is message


def text_of(bodies, kind):
    parts = [part for part in bodies if part.get_content_type() == kind]
    if not parts:
        return None
    text = ""
    for part in parts:
        if text and not text.endswith("\n") and kind == "text/plain":
            text += "\n"
        text += text_of_part(part)
    return text


def text_of_part(part):
    text = part.get_content().replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if part.get_content_type() == "text/plain" and str(part.get_param("format", "")).lower() == "flowed":
        return unflowed(text, str(part.get_param("delsp", "")).lower() == "yes")
    return text


def unflowed(text, delsp):
    """RFC 3676 section 4: a line that ends in a space goes on in the next one of the same quote depth."""
    ended = text.endswith("\n")
    paragraphs = []
    open_depth = None
    for line in text.removesuffix("\n").split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        if content.startswith(" "):
            content = content[1:]
        signature = content == "-- "
        flows = content.endswith(" ") and not signature
        if flows and delsp:
            content = content[:-1]
        if open_depth == depth and not signature:
            paragraphs[-1] += content
        else:
            paragraphs.append(">" * depth + (" " if depth and content else "") + content)
        open_depth = depth if flows else None
    return "\n".join(paragraphs) + ("\n" if ended else "")


def attachment(part):
    return {
        "filename": attempt(lambda: clean_name(part.get_filename())),
        "contentType": part.declared_type(),
        "contentId": attempt(lambda: content_id(part)),
        "disposition": attempt(lambda: disposition(part)),
        "sha256": hashlib.sha256(part.get_payload(decode=True) or b"").hexdigest(),
    }


def clean_name(name):
    """A name leaves as its last path component, without controls and marks that mislead, of at most 255 characters."""
    if name is None:
        return None
    name = re.sub("[\\x00-\\x1f\\x7f-\\x9f]+", " ", re.split(r"[/\\]", name)[-1])
    name = "".join(each for each in name if unicodedata.category(each) != "Cf").strip()
    stem, dot, extension = name.rpartition(".")
    if len(name) > 255:
        end = dot + extension if stem and len(extension) < 20 else ""
        name = name[: 255 - len(end)] + end
    return name if name.strip(".") else None


def disposition(part):
    """RFC 2183 section 2.8: what nobody knows is an attachment."""
    value = part.get_content_disposition()
    return value if value in (None, "inline") else "attachment" if value else None


def content_id(part):
    value = header(part, "content-id")
    return None if value is None else value.removeprefix("<").removesuffix(">") or None


if __name__ == "__main__":
    main()
