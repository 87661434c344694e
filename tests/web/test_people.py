"""Who may do what: every route is listed, so that a new one can't be forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient

from dealtrace.register.desk import people
from dealtrace.register.store import Register
from dealtrace.web import access, passwords
from dealtrace.web.access import Need
from dealtrace.web.app import create
from dealtrace.web.settings import Settings

PASSWORD = "correct horse battery"
ROLES = ("reader", "reviewer", "administrator")
NAMES = {"reader": "Rea", "reviewer": "Vera", "administrator": "Ada"}
OPEN = {("GET", "/login"), ("POST", "/login"), ("GET", "/api/openapi.json")}
OWN = {
    "/logout",
    "/account/password",
    "/account/tokens",
    "/account/tokens/{number}/close",
    "/api/alerts/seen",
    "/api/me/password",
    "/api/overview/seen",
    "/api/searches",
    "/api/searches/{number}",
    "/api/tokens",
    "/api/tokens/{number}",
    "/searches",
    "/searches/{number}",
    "/watching/seen",
}
"""What a reader may change: only what belongs to the reader alone."""


@pytest.fixture
def team(register: Register) -> FastAPI:
    """A desk for a team, with one account of each role."""
    made = create(register, Settings(team=True, secure=True))
    kept = passwords.hashed(PASSWORD)
    with register.writing() as connection:
        for role, name in NAMES.items():
            people.open_account(connection, name, role, kept)
    return made


def visitor(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="https://localhost", follow_redirects=False)


def form_token(client: TestClient, path: str = "/account") -> str:
    return re.findall(r'<meta name="csrf" content="(\w+)"', client.get(path).text)[0]


def enter(app: FastAPI, role: str, password: str = PASSWORD) -> TestClient:
    client = visitor(app)
    given = {
        "name": NAMES[role],
        "password": password,
        "csrf": form_token(client, "/login"),
        "next": "/deals",
    }
    answer = client.post("/login", data=given)
    assert answer.status_code == 303, answer.text
    return client


def token(app: FastAPI, register: Register, role: str) -> dict[str, str]:
    with register.writing() as connection:
        found = people.password_of(connection, NAMES[role])
        assert found
        return {"Authorization": f"Bearer {people.make_token(connection, found[0].id, 'test')}"}


def all_routes(app: FastAPI) -> list[tuple[str, str, Need]]:
    found = []
    for route in access.routes_in(app.routes):
        need = access.need_of(route)
        assert need is not None, f"{route.path} does not say what it needs"
        found += [(method, route.path, need) for method in route.methods or ()]
    assert len(found) > 30
    return found


def filled_in(path: str) -> str:
    return re.sub(r"{(\w+)}", lambda m: "1" if m[1] == "number" else "nix", path)


def test_without_login_pages_lead_to_it_and_the_api_answers_401(team: FastAPI) -> None:
    client = visitor(team)
    for method, path, need in all_routes(team):
        answer = client.request(method, filled_in(path))
        if (method, path) in OPEN:
            assert need is Need.NOTHING
            continue
        assert need > Need.NOTHING, f"{method} {path} is open to all"
        if path.startswith("/api/"):
            assert answer.status_code == 401, f"{method} {path}"
            assert answer.headers["www-authenticate"].startswith("Bearer")
        else:
            assert answer.status_code == 303, f"{method} {path}"
            assert answer.headers["location"].startswith("/login"), f"{method} {path}"


def test_a_reader_can_change_nothing_but_their_own(team: FastAPI, register: Register) -> None:
    client, headers = enter(team, "reader"), token(team, register, "reader")
    sign = form_token(client)
    for method, path, need in all_routes(team):
        if method == "GET" or (method, path) in OPEN:
            continue
        if need is Need.OWN:
            assert path in OWN, f"{method} {path} is no reader's own"
            continue
        given = headers if path.startswith("/api/") else {"X-CSRF": sign}
        answer = client.request(method, filled_in(path), headers=given, json={})
        assert answer.status_code == 403, f"{method} {path}: {answer.status_code}"


def test_a_reviewer_can_manage_nothing(team: FastAPI, register: Register) -> None:
    client, headers = enter(team, "reviewer"), token(team, register, "reviewer")
    sign = form_token(client)
    managed = [(m, p) for m, p, need in all_routes(team) if need is Need.MANAGE]
    assert ("POST", "/accounts") in managed
    assert ("POST", "/api/accounts") in managed
    assert ("PATCH", "/api/accounts/{number}") in managed
    for method, path in managed:
        given = headers if path.startswith("/api/") else {"X-CSRF": sign}
        assert client.request(method, filled_in(path), headers=given, json={}).status_code == 403


def test_accounts_are_managed_by_administrators_only(team: FastAPI) -> None:
    for method, path, need in all_routes(team):
        if "accounts" in path:
            assert need is Need.MANAGE, f"{method} {path}"


def test_a_route_that_says_nothing_stops_the_start() -> None:
    app, inner = FastAPI(openapi_url=None), APIRouter()
    inner.add_api_route("/bare", lambda: None)
    app.include_router(inner)
    with pytest.raises(RuntimeError, match="/bare"):
        access.check_guarded(access.routes_in(app.routes))


def test_a_session_is_no_token_and_a_token_no_session(team: FastAPI, register: Register) -> None:
    client = enter(team, "administrator")
    assert client.get("/api/deals").status_code == 401
    headers = token(team, register, "administrator")
    assert visitor(team).get("/api/deals", headers=headers).status_code == 200
    assert visitor(team).get("/deals", headers=headers).status_code == 303


def test_forms_need_the_pages_token(team: FastAPI, register: Register) -> None:
    client = enter(team, "reviewer")
    data = {"action": "confirm", "seen": "0"}
    assert client.post("/deals/rus-cub/decide", data=data).status_code == 403
    other = form_token(enter(team, "reviewer"))
    assert client.post("/deals/rus-cub/decide", data={**data, "csrf": other}).status_code == 403
    right = {**data, "csrf": form_token(client)}
    assert client.post("/deals/rus-cub/decide", data=right).status_code == 303


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_changes_that_another_site_asks_for_are_refused(
    client: TestClient, headers: dict[str, str]
) -> None:
    body = {"action": "confirm"}
    assert (
        client.post("/api/deals/rus-cub/decisions", json=body, headers=headers).status_code == 403
    )
    assert client.post("/api/deals/rus-cub/decisions", json=body).status_code == 201


def test_guessing_passwords_is_slow(team: FastAPI) -> None:
    client = visitor(team)
    wrong = {"name": "Ada", "password": "wrong", "csrf": form_token(client, "/login")}
    answers = [client.post("/login", data=wrong).status_code for _ in range(6)]
    assert answers == [403] * 5 + [429]
    right = {**wrong, "password": PASSWORD}
    assert client.post("/login", data=right).status_code == 429
    assert "Retry-After" in client.post("/login", data=right).headers


def test_names_that_exist_cannot_be_told_from_others(team: FastAPI) -> None:
    client = visitor(team)
    sign = form_token(client, "/login")
    pages = [
        client.post("/login", data={"name": name, "password": "wrong password", "csrf": sign})
        for name in ("Ada", "Nobody")
    ]
    assert pages[0].status_code == pages[1].status_code == 403
    assert pages[0].text.replace("Ada", "") == pages[1].text.replace("Nobody", "")


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example"])
def test_login_leads_nowhere_else(team: FastAPI, target: str) -> None:
    client = visitor(team)
    given = {"name": "Ada", "password": PASSWORD, "next": target}
    answer = client.post("/login", data={**given, "csrf": form_token(client, "/login")})
    assert answer.headers["location"] == "/deals"


def test_session_cookie_is_kept_from_scripts_and_plain_http(team: FastAPI) -> None:
    client = visitor(team)
    given = {"name": "Ada", "password": PASSWORD, "csrf": form_token(client, "/login")}
    cookie = client.post("/login", data=given).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "Secure" in cookie
    assert "SameSite=lax" in cookie


def test_passwords_and_secrets_are_kept_as_hashes(team: FastAPI, register: Register) -> None:
    secret = token(team, register, "reader")["Authorization"].removeprefix("Bearer ")
    enter(team, "reader")
    raw = Path(register.name).read_bytes() + Path(f"{register.name}-wal").read_bytes()
    assert PASSWORD.encode() not in raw
    assert secret.encode() not in raw
    with register.reading() as connection:
        found = people.password_of(connection, "Rea")
    assert found
    assert found[1].startswith("$argon2id$")


def test_closing_an_account_ends_its_sessions_and_tokens(team: FastAPI, register: Register) -> None:
    client, headers = enter(team, "reader"), token(team, register, "reader")
    boss = enter(team, "administrator")
    sign = form_token(boss)
    numbers = re.findall(r'action="/accounts/(\d+)"', boss.get("/accounts").text)
    assert (
        boss.post(f"/accounts/{numbers[1]}", data={"closed": "yes", "csrf": sign}).status_code
        == 303
    )
    assert client.get("/deals").status_code == 303
    assert visitor(team).get("/api/deals", headers=headers).status_code == 401
    last = boss.post(f"/accounts/{numbers[0]}", data={"role": "reader", "csrf": sign})
    assert "the last administrator must stay one" in last.text


def test_own_password_and_tokens(team: FastAPI) -> None:
    client = enter(team, "reader")
    sign = form_token(client)
    page = client.post("/account/tokens", data={"name": "script", "csrf": sign}).text
    (secret,) = re.findall(r'<code id="made">(dt_[\w-]+)</code>', page)
    headers = {"Authorization": f"Bearer {secret}"}
    assert visitor(team).get("/api/me", headers=headers).json() == {"name": "Rea", "role": "reader"}
    (number,) = re.findall(r"/account/tokens/(\d+)/close", client.get("/account").text)
    client.post(f"/account/tokens/{number}/close", data={"csrf": sign})
    assert visitor(team).get("/api/me", headers=headers).status_code == 401
    change = {"old": PASSWORD, "new": "another fine password", "csrf": sign}
    assert client.post("/account/password", data={**change, "old": "no"}).status_code == 403
    assert client.post("/account/password", data={**change, "new": "short"}).status_code == 422
    assert client.post("/account/password", data=change).status_code == 303
    assert client.get("/deals").status_code == 303
    enter(team, "reader", "another fine password")


def test_own_password_and_tokens_by_programs(team: FastAPI, register: Register) -> None:
    client, headers = visitor(team), token(team, register, "reader")
    made = client.post("/api/tokens", json={"name": "script"}, headers=headers).json()
    fresh = {"Authorization": f"Bearer {made['secret']}"}
    listed = client.get("/api/tokens", headers=fresh).json()["tokens"]
    assert [one["name"] for one in listed] == ["test", "script"]
    assert "secret" not in listed[1]
    others = token(team, register, "reviewer")
    assert client.delete(f"/api/tokens/{made['id']}", headers=others).status_code == 404
    assert client.delete(f"/api/tokens/{made['id']}", headers=headers).status_code == 204
    assert client.get("/api/me", headers=fresh).status_code == 401
    session = enter(team, "reader")
    change = {"old": PASSWORD, "new": "another fine password"}
    weak = client.put("/api/me/password", json={**change, "new": "aaaaaaaaaaaa"}, headers=headers)
    assert weak.status_code == 422
    assert client.put("/api/me/password", json=change, headers=headers).status_code == 204
    assert session.get("/deals").status_code == 303
    enter(team, "reader", "another fine password")


def test_guessing_the_present_password_is_slow_too(team: FastAPI, register: Register) -> None:
    client, headers = visitor(team), token(team, register, "reader")
    wrong = {"old": "no", "new": "another fine password"}
    for _ in range(5):
        assert client.put("/api/me/password", json=wrong, headers=headers).status_code == 403
    right = {**wrong, "old": PASSWORD}
    assert client.put("/api/me/password", json=right, headers=headers).status_code == 429


def test_an_administrator_gives_a_new_password(team: FastAPI, register: Register) -> None:
    client, headers = visitor(team), token(team, register, "administrator")
    accounts = client.get("/api/accounts", headers=headers).json()["accounts"]
    (rea,) = [one["id"] for one in accounts if one["name"] == "Rea"]
    change = {"password": "a fresh fine password"}
    assert client.patch(f"/api/accounts/{rea}", json=change, headers=headers).status_code == 200
    enter(team, "reader", "a fresh fine password")


def test_batches_are_their_givers_own(team: FastAPI, register: Register) -> None:
    client = visitor(team)
    vera, ada = (token(team, register, role) for role in ROLES[1:])
    given = {"reports": [{"url": "ftp://nowhere"}]}
    number = client.post("/api/batches", json=given, headers=vera).json()["id"]
    assert client.get(f"/api/batches/{number}", headers=vera).status_code == 200
    assert client.get(f"/api/batches/{number}", headers=ada).status_code == 404
    assert client.get("/api/batches", headers=ada).json()["batches"] == []


def test_two_reviewers_who_decide_at_once_both_learn_of_it(
    team: FastAPI, register: Register
) -> None:
    vera, ada = enter(team, "reviewer"), enter(team, "administrator")
    page = vera.get("/deals/nor-prt", follow_redirects=True)
    (seen,) = set(re.findall(r'name="seen" value="(\d+)"', page.text))
    wish = {"action": "set", "field": "value", "seen": seen}
    first = vera.post(
        "/deals/nor-prt/decide",
        data={**wish, "value": "USD 1,400,000,000", "csrf": form_token(vera)},
    )
    assert first.status_code == 303
    second = {**wish, "value": "USD 1,200,000,000", "csrf": form_token(ada)}
    clash = ada.post("/deals/nor-prt/decide", data=second)
    assert clash.status_code == 409
    sought = re.findall(r'<input type="search"[^>]*value="([^"]*)"', clash.text)
    assert set(sought) == {""}  # what they wanted to do is no search
    assert "Vera</strong>: set value to USD 1,400,000,000" in clash.text
    headers = token(team, register, "reviewer")
    (alert,) = visitor(team).get("/api/alerts", headers=headers).json()["alerts"]
    assert alert["text"].startswith("Ada wanted to set value to USD 1,200,000,000")
    (latest,) = set(re.findall(r'name="seen" value="(\d+)"', clash.text))
    again = ada.post("/deals/nor-prt/decide", data={**second, "seen": latest})
    assert again.status_code == 303
    made = visitor(team).get("/api/deals/nor-prt/decisions", headers=headers).json()["decisions"]
    assert [one["made_by"] for one in made] == ["Vera", "Ada"]
