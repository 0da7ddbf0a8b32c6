"""How callers prove who they are, and the dependency that tells who they are."""

from pathlib import Path

import pytest

from tests.extensions.survey.projects import value

USER = "class User:\n    pass\n"
CASES = {
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
