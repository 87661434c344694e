"""Logging in and out, one's own account, and the accounts of the team."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Form, Request
from starlette.responses import RedirectResponse, Response

from dealtrace.register.desk import people
from dealtrace.register.desk.people import Account, Token
from dealtrace.register.errors import RegisterError
from dealtrace.web import desk, entering, passwords
from dealtrace.web.access import Need, Role, routes
from dealtrace.web.entering import Refused
from dealtrace.web.templating import page

entrance = routes(Need.NOTHING)
reading = routes(Need.READ)
own = routes(Need.OWN)
managing = routes(Need.MANAGE)
ROUTERS = (entrance, reading, own, managing)

Text = Annotated[str, Form()]


@entrance.get("/login")
def login(request: Request, next: str = "/deals") -> Response:
    """Ask who it is."""
    if not desk.of(request).settings.team or request.state.person:
        return RedirectResponse("/deals", 303)
    return page(request, "login.html", next=_within(next), problem=None, name="")


@entrance.post("/login")
def enter(request: Request, name: Text, password: Text, next: Text = "/deals") -> Response:
    """Let in whoever knows the password; slowly, whoever guesses."""
    here = desk.of(request)
    found = entering.enter(request, name, password)
    if isinstance(found, Refused):
        return _again(request, name, next, found.words, found.status)
    with here.register.writing() as connection:
        secret = people.begin_session(connection, found.id)
    answer = RedirectResponse(_within(next), 303)
    answer.set_cookie(
        desk.SESSION,
        secret,
        max_age=int(people.SESSION.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=here.settings.secure,
    )
    return answer


def _again(request: Request, name: str, next_: str, problem: str, status: int) -> Response:
    answer = page(
        request, "login.html", status, next=_within(next_), problem=problem, name=name[:64]
    )
    if status == 429:
        answer.headers["Retry-After"] = str(int(entering.WITHIN.total_seconds()))
    return answer


def _within(address: str) -> str:
    """Return an address of the desk itself, whatever was given."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() else "/deals"


@own.post("/logout")
def leave(request: Request) -> Response:
    """End the session."""
    session = desk.visitor(request).session
    if session:
        with desk.of(request).register.writing() as connection:
            people.end_session(connection, session)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(desk.SESSION)
    return answer


@reading.get("/account")
def account(request: Request) -> Response:
    """Show one's own account and tokens."""
    return _account(request)


@reading.get("/account/api")
def api(request: Request) -> Response:
    """Say what the API can do."""
    paths: dict[str, dict[str, Any]] = request.app.openapi()["paths"]
    listed = [
        (method.upper(), path, told["summary"], told.get("description", ""))
        for path, methods in paths.items()
        for method, told in methods.items()
    ]
    return page(request, "api.html", operations=listed)


@own.post("/account/password")
def new_password(request: Request, old: Text, new: Text) -> Response:
    """Change one's own password; all sessions end."""
    if desk.visitor(request).account is None:
        return RedirectResponse("/account", 303)
    if problem := entering.change_password(request, old, new):
        return _account(request, problem=problem.words, status=problem.status)
    return RedirectResponse("/login", 303)


@own.post("/account/tokens")
def new_token(request: Request, name: Text = "") -> Response:
    """Make a token for the API, shown this once."""
    person = desk.visitor(request)
    if person.account is None:
        return RedirectResponse("/account", 303)
    with desk.of(request).register.writing() as connection:
        made = people.make_token(connection, person.account, name)
    return _account(request, made=made)


@own.post("/account/tokens/{number}/close")
def close_token(request: Request, number: int) -> Response:
    """Close one of one's own tokens."""
    person = desk.visitor(request)
    if person.account is not None:
        with desk.of(request).register.writing() as connection:
            people.close_token(connection, person.account, number)
    return RedirectResponse("/account", 303)


def _account(
    request: Request, problem: str | None = None, made: str | None = None, status: int = 200
) -> Response:
    person = desk.visitor(request)
    tokens: list[Token] = []
    if person.account is not None:
        with desk.of(request).register.reading() as connection:
            tokens = people.tokens_of(connection, person.account)
    return page(request, "account.html", status, tokens=tokens, made=made, problem=problem)


@managing.get("/accounts")
def accounts(request: Request) -> Response:
    """List the accounts of the team."""
    return _accounts(request)


@managing.post("/accounts")
def open_account(
    request: Request, name: Text, role: Text, password: Text, email: Text = ""
) -> Response:
    """Make an account."""
    if problem := passwords.problem(password, name):
        return _accounts(request, f"No: {problem}.", 422)
    with desk.of(request).register.writing() as connection:
        try:
            people.open_account(connection, name, role, passwords.hashed(password), email)
        except RegisterError as error:
            return _accounts(request, str(error), 422)
    return RedirectResponse("/accounts", 303)


@managing.post("/accounts/{number}")
def change_account(
    request: Request, number: int, role: Text = "", closed: Text = "", password: Text = ""
) -> Response:
    """Change an account's role or password, close it or open it again."""
    if password and (problem := passwords.problem(password)):
        return _accounts(request, f"No: {problem}.", 422)
    with desk.of(request).register.writing() as connection:
        try:
            people.change(
                connection,
                number,
                role or None,
                passwords.hashed(password) if password else None,
                {"yes": True, "no": False}.get(closed),
            )
        except RegisterError as error:
            return _accounts(request, str(error), 422)
    return RedirectResponse("/accounts", 303)


def _accounts(request: Request, problem: str | None = None, status: int = 200) -> Response:
    with desk.of(request).register.reading() as connection:
        listed: list[Account] = people.listed(connection)
    roles = [role.value for role in Role]
    return page(request, "accounts.html", status, accounts=listed, roles=roles, problem=problem)
