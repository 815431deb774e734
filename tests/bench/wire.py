"""A visitor without a browser: speaks to the served program over its websocket, and times each run.

What is timed is the program and its server; painting the page is the browser's business.
"""

from __future__ import annotations

import socket
import time
import urllib.request
import uuid
from http.cookies import SimpleCookie
from types import TracebackType
from urllib.parse import urljoin

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect
from websockets.typing import Subprotocol

SECONDS = 60
LARGEST_MESSAGE = 200 * 1024 * 1024


class _PromptSocket(socket.socket):
    """Acknowledges what it reads at once, as browsers do; else Linux waits 40 ms and the server with it."""

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        data = super().recv(size, flags)
        self.setsockopt(socket.IPPROTO_TCP, getattr(socket, "TCP_QUICKACK", socket.TCP_NODELAY), 1)
        return data


class Visitor:
    """One session. `widgets` are the ids of all widgets of the page by their keys."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}/"
        with urllib.request.urlopen(urljoin(self.base, "_stcore/health"), timeout=SECONDS) as answer:
            cookies = SimpleCookie(answer.headers.get("Set-Cookie", ""))
        self.xsrf = cookies["_streamlit_xsrf"].value if "_streamlit_xsrf" in cookies else ""
        raw = _PromptSocket(socket.AF_INET, socket.SOCK_STREAM)
        raw.connect(("127.0.0.1", port))
        self.socket = connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            sock=raw,
            max_size=LARGEST_MESSAGE,
            compression=None,
        )
        self.session = ""
        self.page = ""
        self.pages: dict[str, str] = {}
        self.widgets: dict[str, str] = {}
        self.states: dict[str, WidgetState] = {}
        self.cached: set[str] = set()
        self.received = 0

    def __enter__(self) -> Visitor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()

    def run(self, page: str | None = None) -> float:
        """Have the script run, and wait until it has finished; milliseconds from asking to the last word."""
        message = BackMsg()
        asked = message.rerun_script
        if page is not None:
            asked.page_name = page
            asked.page_script_hash = self.pages.get(page, "")
        else:
            asked.page_script_hash = self.page
        asked.widget_states.widgets.extend(self.states.values())
        asked.cached_message_hashes.extend(self.cached)
        asked.context_info.url = self.base
        asked.context_info.color_scheme = "light"
        self.received = 0
        started = time.perf_counter()
        self.socket.send(message.SerializeToString())
        while not self._finished(self._next()):
            pass
        return (time.perf_counter() - started) * 1000

    def _next(self) -> ForwardMsg:
        raw = self.socket.recv(timeout=SECONDS)
        assert isinstance(raw, bytes)
        self.received += len(raw)
        message = ForwardMsg()
        message.ParseFromString(raw)
        return message

    def _finished(self, message: ForwardMsg) -> bool:
        if message.metadata.cacheable and message.hash:
            self.cached.add(message.hash)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
            self.page = message.new_session.page_script_hash or self.page
        elif kind == "navigation":
            self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            self.page = message.navigation.page_script_hash or self.page
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._note(message)
        elif kind == "script_finished":
            status = ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)
            if status == "FINISHED_SUCCESSFULLY":
                return True
            if status != "FINISHED_EARLY_FOR_RERUN":
                raise RuntimeError(status)
        return False

    def _note(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(element.exception.message)
        widget = getattr(element, kind or "", None)
        name = getattr(widget, "id", "")
        if isinstance(name, str) and name.startswith("$$"):
            self.widgets[name.split("-", 2)[-1]] = name

    def set(self, key: str, **value: object) -> None:
        """Put a widget into a state, as a click would: `set("page.toggle", bool_value=True)`."""
        self.states[key] = WidgetState(id=self.widgets[key], **value)  # type: ignore[arg-type]

    def press(self, key: str) -> float:
        """Press a button, and have the script run; milliseconds as `run` gives them."""
        self.set(key, trigger_value=True)
        taken = self.run()
        del self.states[key]
        return taken

    def upload(self, key: str, name: str, content: bytes) -> None:
        """Put a file into an uploader, as a browser does: ask for an address, send it there, say so."""
        message = BackMsg()
        message.file_urls_request.request_id = uuid.uuid4().hex
        message.file_urls_request.session_id = self.session
        message.file_urls_request.file_names.append(name)
        self.socket.send(message.SerializeToString())
        while (answer := self._next()).WhichOneof("type") != "file_urls_response":
            pass
        urls = answer.file_urls_response.file_urls[0]
        edge = uuid.uuid4().hex
        body = (
            f'--{edge}\r\nContent-Disposition: form-data; name="{urls.file_id}"; filename="{name}"\r\n'
            "Content-Type: application/json\r\n\r\n"
        ).encode() + content
        request = urllib.request.Request(
            urljoin(self.base, urls.upload_url),
            data=body + f"\r\n--{edge}--\r\n".encode(),
            method="PUT",
            headers={
                "Content-Type": f"multipart/form-data; boundary={edge}",
                "X-Xsrftoken": self.xsrf,
                "Cookie": f"_streamlit_xsrf={self.xsrf}",
            },
        )
        with urllib.request.urlopen(request, timeout=SECONDS):
            pass
        state = WidgetState(id=self.widgets[key])
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = urls.file_id, name, len(content)
        info.file_urls.CopyFrom(urls)
        self.states[key] = state
