"""Which browser it is: a random token in a cookie, so that its conversations are found again.

No account, and nothing about the person. Scripts of the page cannot read the cookie.
"""

from __future__ import annotations

import re
import secrets
from http.cookies import CookieError, SimpleCookie

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "clausier_visitor"
TOKEN = re.compile(r"[0-9A-Za-z_-]{43}")  # of 32 bytes
SECONDS_KEPT = 400 * 24 * 3600  # as long as browsers keep any


class GiveToken:
    """Gives a token to a browser that comes without one, with the page it asks for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request; the answer to a new browser sets the cookie."""

        async def send_with_token(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("set-cookie", cookie(secrets.token_urlsafe(32)))
            await send(message)

        is_new = scope["type"] == "http" and not token_in(cookies_of(scope))
        await self._app(scope, receive, send_with_token if is_new else send)


def cookie(token: str) -> str:
    """Return the header that sets the cookie."""
    return f"{COOKIE}={token}; Path=/; Max-Age={SECONDS_KEPT}; HttpOnly; SameSite=Strict"


def cookies_of(scope: Scope) -> str:
    """Return the cookies that a request brings."""
    return "; ".join(
        value.decode("latin-1") for name, value in scope.get("headers", ()) if name == b"cookie"
    )


def token_in(header: str) -> str | None:
    """Return the token among the cookies of a request; None for none, or for another's making."""
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return None
    return found.value if found and TOKEN.fullmatch(found.value) else None


def visitor() -> str:
    """Return the token of the browser at the page; one for this visit alone if it takes none."""
    found = st.context.cookies.get(COOKIE, "")
    if TOKEN.fullmatch(found):
        return found
    return str(st.session_state.setdefault("visitor", secrets.token_urlsafe(32)))
