"""How callers prove who they are, and the dependency that tells who they are."""

from pathlib import Path

import pytest

from tests.extensions.survey.projects import value

USER = "class User:\n    pass\n"
CASES = {
    "a scope that stands with its routes": (
        {
            "shop/deps.py": "from fastapi.security import HTTPBearer\n"
            "from shop.users import User\n\nscheme = HTTPBearer()\n\n\n"
            "def current_user(token: str = Depends(scheme)) -> User: ...\n",
            "shop/service.py": "class OrderScope(NamedTuple):\n    owner_id: int\n",
            "shop/orders.py": "from shop.deps import current_user\n"
            "from shop.service import OrderScope\nfrom shop.users import User\n\n"
            "router = APIRouter()\n\n\n"
            "def scope_of_caller(caller: User = Depends(current_user)) "
            "-> OrderScope: ...\n"
            "\n\n"
            + "".join(
                f"@router.get('/{n}')\n"
                f"def read_{n}(scope: OrderScope = Depends(scope_of_caller)): ...\n\n\n"
                for n in range(6)
            ),
        },
        ("bearer", "shop.deps:current_user", "current_user", "shop.users:User"),
    ),
    "a scheme in another module": (
        {
            "shop/security.py": "from fastapi.security import OAuth2PasswordBearer\n\n"
            "scheme = OAuth2PasswordBearer('token')\n",
            "shop/deps.py": "from shop.security import scheme\nfrom shop.users import User\n"
            "\n\ndef get_current_user(token: str = Depends(scheme)) -> User | None: ...\n"
            "\n\nCurrentUser = Annotated[User, Depends(get_current_user)]\n",
        },
        ("oauth2", "shop.deps:get_current_user", "get_current_user", "shop.users:User"),
    ),
    "an alias of the token": (
        {
            "shop/deps.py": "from fastapi.security import HTTPBearer\n"
            "from shop import users\n\nscheme = HTTPBearer()\n"
            "TokenDep = Annotated[str, Depends(scheme)]\n\n\n"
            "def current_user(token: TokenDep) -> users.User: ...\n\n\n"
            "def read(user=Depends(current_user)): ...\n",
        },
        ("bearer", "shop.deps:current_user", "current_user", "shop.users:User"),
    ),
    "a class derived from a scheme": (
        {
            "shop/deps.py": "from fastapi.security import HTTPBearer\n\n\n"
            "class Tokens(HTTPBearer):\n    pass\n",
            "shop/main.py": "from fastapi import Depends, FastAPI\n"
            "from shop.deps import Tokens\n\n"
            "app = FastAPI(dependencies=[Depends(Tokens())])\n",
        },
        ("bearer", "shop.deps:Tokens", "Tokens()", None),
    ),
    "a factory": (
        {
            "shop/deps.py": "from fastapi.security import APIKeyHeader\n\n\n"
            "def current_user_of(required: bool = True) -> Callable: ...\n\n\n"
            "def key(key: str = Security(APIKeyHeader(name='X-Key'))): ...\n",
            "shop/api.py": "from shop.deps import current_user_of\n"
            "from shop.users import User\n\n\n"
            "def read(user: User = Depends(current_user_of())): ...\n",
        },
        (
            "api_key",
            "shop.deps:current_user_of",
            "current_user_of()",
            "shop.users:User",
        ),
    ),
    "what reads the request itself": (
        {
            "shop/deps.py": "from shop.users import User\n\n\n"
            "def get_current_user(request: Request) -> User: ...\n",
            "shop/api.py": "from shop.deps import get_current_user\n\n\n"
            "def read(user: User = Depends(get_current_user)): ...\n",
        },
        ("custom", "shop.deps:get_current_user", "get_current_user", "shop.users:User"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_caller(tmp_path: Path, case: str) -> None:
    files, expected = CASES[case]

    auth = value(tmp_path, "auth", {"shop/users.py": USER, **files})

    assert (auth["kind"], auth["dependency"], auth["call"], auth["user"]) == expected


def test_a_scheme_that_nothing_leads_to_has_no_dependency(tmp_path: Path) -> None:
    module = (
        "from fastapi.security import HTTPBearer\n\nscheme = HTTPBearer()\n\n\n"
        "def read(token=Depends(scheme)): ...\n"
    )

    auth = value(tmp_path, "auth", {"shop/api.py": module})

    assert (auth["kind"], auth["dependency"]) == ("bearer", None)


def test_what_depends_on_the_caller_is_not_the_caller(tmp_path: Path) -> None:
    deps = """
        from fastapi.security import HTTPBearer
        from shop.users import User, Order

        scheme = HTTPBearer()


        def get_current_user(token=Depends(scheme)) -> User: ...


        def get_order(user: User = Depends(get_current_user)) -> Order: ...


        def first(order: Order = Depends(get_order)): ...


        def second(order: Order = Depends(get_order)): ...
    """
    files = {
        "shop/deps.py": deps,
        "shop/users.py": f"{USER}\n\nclass Order:\n    pass\n",
    }

    assert value(tmp_path, "auth.dependency", files) == "shop.deps:get_current_user"


ROUTES = """
    from fastapi import APIRouter, Depends
    from shop.auth import *

    router = APIRouter()


    @router.get("/orders/{{order_id}}")
    async def read(order_id: int, {parameter}): ...


    @router.delete("/orders/{{order_id}}", dependencies=[{decorated}])
    async def delete(order_id: int): ...
"""
PLAIN = """
    from fastapi import HTTPException, Request


    def verify_token(req: Request) -> bool:
        if "authorization" not in req.headers:
            raise HTTPException(status_code=401)
        return True
"""
RULES = """
    from fastapi import HTTPException


    class Rule: ...


    class Allowed:
        def __init__(self, rules): ...

        async def __call__(self, request: Request) -> None:
            self.check(request)

        def check(self, request):
            raise Forbidden()


    class Forbidden(Exception):
        code = 403
"""
MEMBER = """
    from fastapi import HTTPException
    from fastapi.security import HTTPBearer
    from shop.users import User


    class Member:
        async def __call__(self, order_id: int, token=Depends(HTTPBearer())) -> User: ...


    class Caller:
        async def __call__(self, token=Depends(HTTPBearer())) -> User: ...
"""
RETURNED = """
    from fastapi import Depends, HTTPException
    from fastapi.security import HTTPBearer


    def guard(token=Depends(HTTPBearer())):
        raise HTTPException(401)


    def guarded():
        return Depends(guard)
"""
GUARDS = {
    "a function that reads the request": (
        PLAIN,
        ("ok=Depends(verify_token)", "Depends(verify_token)"),
        ("custom", "shop.auth:verify_token", "verify_token", None, 2),
    ),
    "a call that names its argument": (
        RULES,
        ("x: int", "Depends(Allowed([Rule]))"),
        ("custom", "shop.auth:Allowed", "Allowed([Rule])", ["shop.auth:Rule"], 1),
    ),
    "another than the one that needs a parameter of the path": (
        MEMBER,
        ("me=Depends(Member())", "Depends(Caller())"),
        ("bearer", "shop.auth:Caller", "Caller()", None, 2),
    ),
    "what a function returns": (
        RETURNED,
        ("me=Depends(guard)", "guarded()"),
        ("bearer", "shop.auth:guard", "guard", None, 1),
    ),
    "a scheme of FastAPI alone": (
        "from fastapi.security import HTTPBearer\n",
        ("me=Depends(HTTPBearer())", "Depends(HTTPBearer())"),
        ("bearer", "fastapi.security:HTTPBearer", "HTTPBearer()", None, 2),
    ),
}


@pytest.mark.parametrize("case", GUARDS)
def test_what_turns_callers_away(tmp_path: Path, case: str) -> None:
    auth, (parameter, decorated), expected = GUARDS[case]
    routes = ROUTES.format(parameter=parameter, decorated=decorated)
    files = {"shop/users.py": USER, "shop/auth.py": auth, "shop/orders.py": routes}

    found = value(tmp_path, "auth", files)

    names = ("kind", "dependency", "call", "imports", "guarded")
    assert tuple(found[name] for name in names) == expected


def test_a_dependency_of_a_router_is_one_of_its_routes(tmp_path: Path) -> None:
    routes = ROUTES.format(parameter="x: int", decorated="")
    routes = routes.replace("APIRouter()", "APIRouter(dependencies=[Depends(check)])")
    files = {
        "shop/auth.py": PLAIN.replace("verify_token", "check"),
        "shop/orders.py": routes,
    }

    found = value(tmp_path, "auth", files)

    assert (found["dependency"], found["guarded"], found["routes"]) == (
        "shop.auth:check",
        2,
        2,
    )


def test_a_middleware_guards_every_route(tmp_path: Path) -> None:
    middleware = """
        class Gate(BaseHTTPMiddleware):
            async def dispatch(self, request, call_next):
                return JSONResponse({}, status_code=401)


        app.add_middleware(Gate)
    """
    routes = ROUTES.format(parameter="x: int", decorated="")
    files = {"shop/gate.py": middleware, "shop/orders.py": routes}

    found = value(tmp_path, "auth", files)

    assert (found["kind"], found["dependency"], found["guarded"]) == ("custom", None, 2)


def test_who_may_more_is_not_every_caller(tmp_path: Path) -> None:
    auth = """
        from fastapi import HTTPException
        from shop.users import User


        def current(request: Request) -> User:
            raise HTTPException(401)


        def boss(user: User = Depends(current)) -> User:
            raise HTTPException(status_code=403)


        def lead(user: User = Depends(boss)): ...
    """
    routes = ROUTES.format(parameter="me=Depends(boss)", decorated="Depends(boss)")
    files = {"shop/users.py": USER, "shop/auth.py": auth, "shop/orders.py": routes}

    assert value(tmp_path, "auth.dependency", files) == "shop.auth:current"


@pytest.mark.parametrize(
    ("columns", "owner"),
    [
        (("written_by", "written_by"), "written_by"),
        (("manager_id", "user_id"), "user_id"),
        (("manager_id", "approver_id"), None),
    ],
)
def test_the_column_that_says_whose_a_row_is(
    columns: tuple[str, str], owner: str | None, tmp_path: Path
) -> None:
    models = """
        class Base(DeclarativeBase): ...


        class User(Base):
            __tablename__ = "users"
            id: Mapped[int] = mapped_column(primary_key=True)


        class Note(Base):
            __tablename__ = "notes"
            id: Mapped[int] = mapped_column(primary_key=True)
            NOTES: Mapped[int] = mapped_column(ForeignKey("users.id"))


        class Draft(Base):
            __tablename__ = "drafts"
            id: Mapped[int] = mapped_column(primary_key=True)
            DRAFTS: Mapped[int] = mapped_column(ForeignKey("users.id"))
    """
    models = models.replace("NOTES", columns[0]).replace("DRAFTS", columns[1])
    auth = PLAIN.replace("-> bool", "-> User").replace(
        "import HTTPException", "import HTTPException\n    from shop.models import User"
    )
    routes = ROUTES.format(parameter="me=Depends(verify_token)", decorated="")
    files = {"shop/models.py": models, "shop/auth.py": auth, "shop/orders.py": routes}

    assert value(tmp_path, "auth.owner", files) == owner
