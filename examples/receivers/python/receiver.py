"""A receiver of Postern's webhooks, of the standard library alone.

It takes a request whose signature holds and whose time is now, and acts on every event once, however often it is told.

    WEBHOOK_SECRET=whsec_… PORT=8080 python3 receiver.py
"""

import base64
import hashlib
import hmac
import json
import os
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOLERANCE_SECONDS = 300
LARGEST_BODY = 1024 * 1024
MOST_REMEMBERED = 100_000


def is_signed(key: bytes, headers, body: bytes) -> bool:
    """Whether one of the signatures is this body's, by this key, of the last five minutes (Standard Webhooks)."""
    event_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not event_id or not re.fullmatch(r"[0-9]{1,12}", timestamp):
        return False
    if abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    signed = f"{event_id}.{timestamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    # Several while a secret is rotated; those of other versions are not ours.
    signatures = headers.get("webhook-signature", "").encode().split(b" ")
    return any([hmac.compare_digest(each, expected) for each in signatures])


class Done:
    """Ids of events that were acted on.

    In earnest this is a table with the id as its key, written in one transaction with what the event leads to, so that a
    crash leaves both or neither.
    """

    def __init__(self) -> None:
        self.ids: dict[str, None] = {}
        self.lock = threading.Lock()

    def once(self, event_id: str, act) -> None:
        with self.lock:
            if event_id in self.ids:
                return
            act()
            self.ids[event_id] = None
            while len(self.ids) > MOST_REMEMBERED:
                del self.ids[next(iter(self.ids))]


def handler_with(key: bytes, done: Done) -> type[BaseHTTPRequestHandler]:
    class Receiver(BaseHTTPRequestHandler):
        timeout = 15

        def do_POST(self) -> None:
            """2xx is taken; all else is told again later, for three days."""
            length = self.headers.get("content-length", "")
            if not re.fullmatch(r"[0-9]{1,12}", length):
                return self.answer(411)
            if int(length) > LARGEST_BODY:
                return self.answer(413)
            body = self.rfile.read(int(length))
            if not is_signed(key, self.headers, body):
                return self.answer(401)
            event = json.loads(body)
            done.once(event["id"], lambda: print(event["id"], event["type"], flush=True))
            return self.answer(204)

        def answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    return Receiver


def main() -> None:
    secret = os.environ.get("WEBHOOK_SECRET", "")
    if not secret.startswith("whsec_"):
        raise SystemExit("Set WEBHOOK_SECRET to the secret of the webhook.")
    key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    address = ("127.0.0.1", int(os.environ.get("PORT", "8080")))
    server = ThreadingHTTPServer(address, handler_with(key, Done()))
    print(f"listening on http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
