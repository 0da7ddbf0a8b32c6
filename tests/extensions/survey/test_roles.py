"""How users say what they may do."""

from pathlib import Path

import pytest

from tests.extensions.survey.projects import value

SECURITY = """\
from fastapi import Depends
from fastapi.security import HTTPBearer
from shop.users import User

bearer = HTTPBearer()


def current_user(token=Depends(bearer)) -> User: ...


def read(user: User = Depends(current_user)): ...
"""
MAPPED = """\
class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    is_superuser: Mapped[bool]
"""
PLAIN = "class Known(BaseModel):\n    is_admin: bool\n\n\nclass User(Known):\n    name: str\n"
ENUM = "class Role(StrEnum):\n    ADMIN = 'admin'\n\n\n"

USERS = {
    "a flag of a row": (MAPPED, "is_superuser", False),
    "an enum": (f"{ENUM}{MAPPED}    role: Mapped[Role]\n", "role", False),
    "a text": (f"{MAPPED}    role = Column(String(20))\n", "role", False),
    "several texts": (
        f"{MAPPED}    roles: Mapped[list[str]] = mapped_column(JSON)\n",
        "roles",
        True,
    ),
    "rows of another table": (
        f"{MAPPED}    roles: Mapped[list['Role']] = relationship()\n",
        "is_superuser",
        False,
    ),
    "a flag of a schema's parent": (PLAIN, "is_admin", False),
}


@pytest.mark.parametrize("case", USERS)
def test_what_says_it(tmp_path: Path, case: str) -> None:
    users, attribute, many = USERS[case]
    files = {"shop/users.py": users, "shop/security.py": SECURITY}

    roles = value(tmp_path, "auth.roles", files)

    assert roles == {"attribute": attribute, "many": many}


def test_a_user_may_not_say_it(tmp_path: Path) -> None:
    users = MAPPED.replace("is_superuser", "is_active")
    files = {"shop/users.py": users, "shop/security.py": SECURITY}

    assert value(tmp_path, "auth.roles", files) is None


def test_an_alias_of_the_caller(tmp_path: Path) -> None:
    alias = "\nCaller = Annotated[User, Depends(current_user)]\n"
    files = {"shop/users.py": MAPPED, "shop/security.py": SECURITY + alias}

    assert value(tmp_path, "auth.alias", files) == "shop.security:Caller"
