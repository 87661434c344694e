"""Who is asking, their tokens and password; accounts of the team; what the API itself is."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import HTTPException, Path, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from dealtrace.analysis.values import to_json
from dealtrace.register.desk import people
from dealtrace.register.errors import RegisterError
from dealtrace.web import desk, entering, passwords
from dealtrace.web.access import Need, routes
from dealtrace.web.api.answers import PROBLEMS, answer

entrance = routes(Need.NOTHING, "/api", api=True)
reading = routes(Need.READ, "/api", api=True)
own = routes(Need.OWN, "/api", api=True)
managing = routes(Need.MANAGE, "/api", api=True)
ROUTERS = (entrance, reading, own, managing)

RoleName = Literal["reader", "reviewer", "administrator"]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@entrance.get("/openapi.json", include_in_schema=False)
def openapi(request: Request) -> Response:
    """Return the description of the API."""
    found: dict[str, Any] = request.app.openapi()
    return answer(request, found)


@reading.get("/me", tags=["people"], responses=PROBLEMS)
def me(request: Request) -> Response:
    """Return who is asking."""
    person = desk.visitor(request)
    return answer(request, {"name": person.name, "role": person.role.value})


class NewPassword(BaseModel):
    """The present password and the one to come."""

    old: str = Field(max_length=passwords.LONGEST)
    new: str = Field(min_length=passwords.SHORTEST, max_length=passwords.LONGEST)


@own.put("/me/password", tags=["people"], status_code=204, responses=PROBLEMS)
def new_password(request: Request, wanted: NewPassword) -> Response:
    """Change your own password; all your sessions end, your tokens stay."""
    _account(request)
    if problem := entering.change_password(request, wanted.old, wanted.new):
        raise HTTPException(problem.status, problem.words)
    return Response(status_code=204)


@reading.get("/tokens", tags=["people"], responses=PROBLEMS)
def tokens(request: Request) -> Response:
    """Return your tokens that work, without their secrets."""
    account = desk.visitor(request).account
    with desk.of(request).register.reading() as connection:
        found = people.tokens_of(connection, account) if account is not None else []
    return answer(request, {"tokens": found})


class NewToken(BaseModel):
    """A token to make: what it is for."""

    name: str = Field("", max_length=64)


@own.post("/tokens", tags=["people"], status_code=201, responses=PROBLEMS)
def new_token(request: Request, wanted: NewToken) -> Response:
    """Make a token; its secret stands in this answer and nowhere else."""
    account = _account(request)
    with desk.of(request).register.writing() as connection:
        secret = people.make_token(connection, account, wanted.name)
        made = people.tokens_of(connection, account)[-1]
    return answer(request, {**to_json(made), "secret": secret}, 201)


@own.delete("/tokens/{number}", tags=["people"], status_code=204, responses=PROBLEMS)
def close_token(request: Request, number: Number) -> Response:
    """Close one of your tokens."""
    account = _account(request)
    with desk.of(request).register.writing() as connection:
        if number not in {one.id for one in people.tokens_of(connection, account)}:
            raise HTTPException(404, "no such token of yours")
        people.close_token(connection, account, number)
    return Response(status_code=204)


def _account(request: Request) -> int:
    """Return the number of the account that asks. Raises 422 on one's own machine."""
    account = desk.visitor(request).account
    if account is None:
        raise HTTPException(422, "on one's own machine there are no accounts")
    return account


@managing.get("/accounts", tags=["people"], responses=PROBLEMS)
def accounts(request: Request) -> Response:
    """Return the accounts of the team."""
    with desk.of(request).register.reading() as connection:
        return answer(request, {"accounts": people.listed(connection)})


class NewAccount(BaseModel):
    """An account to make."""

    name: str = Field(min_length=1, max_length=64)
    role: RoleName
    password: str = Field(min_length=passwords.SHORTEST, max_length=passwords.LONGEST)
    email: str | None = Field(None, max_length=200)


@managing.post("/accounts", tags=["people"], status_code=201, responses=PROBLEMS)
def open_account(request: Request, wanted: NewAccount) -> Response:
    """Make an account."""
    if problem := passwords.problem(wanted.password, wanted.name):
        raise HTTPException(422, problem)
    kept = passwords.hashed(wanted.password)
    with desk.of(request).register.writing() as connection:
        try:
            made = people.open_account(connection, wanted.name, wanted.role, kept, wanted.email)
        except RegisterError as error:
            raise HTTPException(422, str(error)) from None
    return answer(request, made, 201)


class ChangeAccount(BaseModel):
    """What is to change of an account; what is left out stays."""

    role: RoleName | None = None
    closed: bool | None = None
    password: str | None = Field(None, min_length=passwords.SHORTEST, max_length=passwords.LONGEST)


@managing.patch("/accounts/{number}", tags=["people"], responses=PROBLEMS)
def change_account(request: Request, number: Number, wanted: ChangeAccount) -> Response:
    """Change an account's role or password, close it or open it again."""
    if wanted.password and (problem := passwords.problem(wanted.password)):
        raise HTTPException(422, problem)
    kept = passwords.hashed(wanted.password) if wanted.password else None
    with desk.of(request).register.writing() as connection:
        people.account(connection, number)  # 404 where there is none
        try:
            made = people.change(connection, number, wanted.role, kept, wanted.closed)
        except RegisterError as error:
            raise HTTPException(422, str(error)) from None
    return answer(request, made)
