"""Accounts of the team, and what the API itself is."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import HTTPException, Path, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from dealtrace.register.desk import alerts, people, searches
from dealtrace.register.errors import RegisterError
from dealtrace.web import desk, passwords
from dealtrace.web.access import Need, routes
from dealtrace.web.api.answers import PROBLEMS, answer

entrance = routes(Need.NOTHING, "/api", api=True)
reading = routes(Need.READ, "/api", api=True)
own = routes(Need.OWN, "/api", api=True)
managing = routes(Need.MANAGE, "/api", api=True)
ROUTERS = (entrance, reading, own, managing)

RoleName = Literal["reader", "reviewer", "administrator"]
Number = Annotated[int, Path(ge=1, le=2**31)]


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


@reading.get("/alerts", tags=["watching"], responses=PROBLEMS)
def my_alerts(request: Request) -> Response:
    """Return what you are told, the latest first."""
    with desk.of(request).register.reading() as connection:
        return answer(request, {"alerts": alerts.of(connection, desk.visitor(request).name)})


@own.post("/alerts/seen", tags=["watching"], responses=PROBLEMS)
def seen(request: Request) -> Response:
    """Note that you have seen all alerts."""
    with desk.of(request).register.writing() as connection:
        alerts.mark_seen(connection, desk.visitor(request).name)
    return answer(request, {"unseen": 0})


class NewSearch(BaseModel):
    """A search to save: the query of the register page's address."""

    name: str = Field(min_length=1, max_length=120)
    query: str = Field("", max_length=2000)
    watched: bool = False


@reading.get("/searches", tags=["watching"], responses=PROBLEMS)
def my_searches(request: Request) -> Response:
    """Return your saved searches."""
    with desk.of(request).register.reading() as connection:
        return answer(request, {"searches": searches.of(connection, desk.visitor(request).name)})


@own.post("/searches", tags=["watching"], status_code=201, responses=PROBLEMS)
def save_search(request: Request, wanted: NewSearch) -> Response:
    """Save a search."""
    name = desk.visitor(request).name
    with desk.of(request).register.writing() as connection:
        try:
            number = searches.save(connection, name, wanted.name, wanted.query, wanted.watched)
        except RegisterError as error:
            raise HTTPException(422, str(error)) from None
    return answer(request, {"id": number}, 201)


@own.delete("/searches/{number}", tags=["watching"], status_code=204, responses=PROBLEMS)
def forget_search(request: Request, number: Number) -> Response:
    """Forget one of your saved searches."""
    with desk.of(request).register.writing() as connection:
        searches.forget(connection, desk.visitor(request).name, number)
    return Response(status_code=204)


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


@managing.patch("/accounts/{number}", tags=["people"], responses=PROBLEMS)
def change_account(request: Request, number: Number, wanted: ChangeAccount) -> Response:
    """Change an account's role, close it or open it again."""
    with desk.of(request).register.writing() as connection:
        people.account(connection, number)  # 404 where there is none
        try:
            made = people.change(connection, number, wanted.role, closed=wanted.closed)
        except RegisterError as error:
            raise HTTPException(422, str(error)) from None
    return answer(request, made)
