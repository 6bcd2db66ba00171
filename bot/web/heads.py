"""Requests as they come in: of one whose head has no end, no more is kept than of any other."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_HEAD = 64 * 1024  # bytes, and what comes with its beginning


class Bounded(HttpToolsProtocol):
    """The library reads quickly and without a bound."""

    _is_head, _requests, _head = False, 0, 0

    def data_received(self, data: bytes) -> None:
        before = self._requests
        super().data_received(data)
        if self._is_head and self._requests == before:
            self._head += len(data)
        if self._is_head and self._head > LONGEST_HEAD:
            self._is_head = False
            self.send_400_response("The head of the request is too long.")

    def on_message_begin(self) -> None:
        self._is_head, self._requests, self._head = True, self._requests + 1, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._is_head = False
        super().on_headers_complete()
