"""Another site on this machine: a page of an attacker, and what it tries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

# Each attack ends with what it got: "" is nothing, anything else is a break-in.
ATTACKS = """
const nothing = () => ''
const read = (url, how) => fetch(url, how).then(async r => r.type + r.status + await r.text(), nothing)
const loaded = (tag, attribute, url) => new Promise(done => {
  const part = document.createElement(tag)
  part[attribute] = url
  if (tag === 'link') part.rel = 'stylesheet'
  part.onload = () => done(tag + ' loaded')
  part.onerror = () => done('')
  document.body.append(part)
})
const spoken = url => new Promise(done => {
  const socket = new WebSocket(url)
  socket.onopen = () => done('open')
  socket.onerror = () => done('')
})
window.attack = async (page, socket, file) => ({
  cors: await read(page + '/', {}),
  credentials: await read(page + '/', { credentials: 'include' }),
  opaque: await read(page + '/', { mode: 'no-cors', credentials: 'include' }),
  asset: await read(page + '/static/assets/theme-light.css', { mode: 'no-cors', credentials: 'include' }),
  posted: await read(page + '/', { method: 'POST', mode: 'no-cors', credentials: 'include', body: 'x' }),
  header: await read(page + '/', { headers: { 'X-Forwarded-Host': 'localhost' }, credentials: 'include' }),
  local: await read(page + '/?scenario=' + encodeURIComponent(file), { credentials: 'include' }),
  closed: await read(page + '/_solara/api/close/1?session_id=1', { method: 'POST', mode: 'no-cors', credentials: 'include' }),
  script: await loaded('script', 'src', page + '/static/main-vuetify.js'),
  picture: await loaded('img', 'src', page + '/static/assets/favicon.png'),
  style: await loaded('link', 'href', page + '/static/assets/style.css'),
  socket: await spoken(socket + '/jupyter/api/kernels/attacker/channels?session_id=1'),
  socket_with_cookie_in_address: await spoken(socket + '/jupyter/api/kernels/attacker/channels?session_id=1&token=guessed'),
})
"""  # noqa: E501 - JavaScript, a line for each attack
PAGE = f"<!doctype html><title>elsewhere</title><body><script>{ATTACKS}</script></body>"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def elsewhere() -> Iterator[int]:
    """Serve the attacker's page on a port of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
