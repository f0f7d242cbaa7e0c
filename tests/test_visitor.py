"""A browser gets a random token once, in a cookie that scripts cannot read."""

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.visitor import COOKIE, TOKEN, GiveToken, token_in


@pytest.fixture
def client():
    routes = [
        Route("/", lambda request: HTMLResponse("<p>")),
        Route("/healthz", lambda request: PlainTextResponse("ok")),
    ]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(GiveToken)]))


def test_new_browser_gets_a_token_and_keeps_it(client):
    given = client.get("/").headers["set-cookie"]
    token = re.match(f"{COOKIE}=([^;]+); ", given)[1]
    assert TOKEN.fullmatch(token)
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(given.split("; "))
    assert "set-cookie" not in client.get("/").headers  # the client sent it back


def test_two_browsers_get_two_tokens(client):
    first = client.get("/").headers["set-cookie"]
    client.cookies.clear()
    assert client.get("/").headers["set-cookie"] != first


def test_only_pages_give_one(client):
    assert "set-cookie" not in client.get("/healthz").headers


@pytest.mark.parametrize(
    ("header", "token"),
    [
        (f"a=b; {COOKIE}={'x' * 43}", "x" * 43),
        (f"{COOKIE}={'x' * 42}", None),  # too short to be ours
        (f"{COOKIE}=", None),
        (f'{COOKIE}="{"x" * 43}; drop"', None),
        ("", None),
        ("\x00;=;;", None),
    ],
)
def test_token_is_read_only_where_it_is_one_of_ours(header, token):
    assert token_in(header) == token
