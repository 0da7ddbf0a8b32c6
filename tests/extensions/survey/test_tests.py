"""What tests have for those that come."""

from pathlib import Path

import pytest

from extensions.survey.survey import Survey
from tests.extensions.survey.projects import APP, value, written

ORDER = """
    from sqlalchemy.orm import DeclarativeBase

    class Base(DeclarativeBase): ...

    class Order(Base):
        __tablename__ = "orders"
"""
FIXTURES = """
    @pytest.fixture(name="client")
    async def make_client() -> AsyncGenerator[AsyncClient, None]: ...


    @pytest.fixture
    async def sessions() -> async_sessionmaker[AsyncSession]: ...


    @pytest.fixture
    async def db():
        async with made() as session:
            yield session


    @pytest.fixture
    def admin_headers() -> dict[str, str]: ...


    @pytest.fixture
    def user_headers() -> dict[str, str]: ...


    @pytest.fixture
    def auth_token() -> str: ...
"""


def test_fixtures_by_what_they_give(tmp_path: Path) -> None:
    fixtures = value(tmp_path, "tests.fixtures", {"tests/conftest.py": FIXTURES})

    expected = {"client": "client", "session": "db", "auth": "user_headers"}

    assert fixtures | expected == fixtures


@pytest.mark.parametrize("folder", ["tests/orders", "shop/orders/tests"])
def test_fixtures_of_one_resource_are_for_no_other(tmp_path: Path, folder: str) -> None:
    files = {
        "shop/conftest.py": FIXTURES,
        "shop/orders/models.py": ORDER,
        f"{folder}/conftest.py": FIXTURES.replace("client", "api"),
        f"{folder}/test_views.py": "def test_it(): ...\n",
    }

    assert value(tmp_path, "tests.fixtures.client", files) == "client"


def test_a_client_that_is_not_annotated(tmp_path: Path) -> None:
    conftest = "@pytest.fixture\ndef http(app):\n    return TestClient(app)\n"

    tests = value(tmp_path, "tests", {"tests/conftest.py": conftest})

    assert (tests["client"], tests["fixtures"]["client"]) == ("testclient", "http")


def test_fixtures_may_stand_in_modules_of_their_own(tmp_path: Path) -> None:
    files = {
        "tests/conftest.py": "pytest_plugins = ['tests.fixtures.http']\n",
        "tests/fixtures/http.py": FIXTURES,
        "tests/inner/conftest.py": FIXTURES.replace("client", "other"),
    }

    assert value(tmp_path, "tests.fixtures.client", files) == "client"


def test_tests_beside_what_they_test(tmp_path: Path) -> None:
    test = "def test_it(): ...\n"
    files = {
        "shop/conftest.py": "import pytest\n",
        "shop/orders/tests/test_a.py": test,
        "shop/orders/tests/test_b.py": test,
        "shop/users/tests/test_a.py": test,
    }

    tests = value(tmp_path, "tests", files)

    assert (tests["folder"], tests["conftest"]) == ("shop", "shop/conftest.py")


def test_tests_of_one_resource_are_not_where_those_of_others_go(tmp_path: Path) -> None:
    test = "def test_it(): ...\n"
    model = "class Order(Base):\n    __tablename__ = 'orders'\n    id: Mapped[int]\n"
    files = {
        "models.py": f"class Base(DeclarativeBase): ...\n\n\n{model}",
        "test_main.py": test,
        "orders/conftest.py": "import pytest\n",
        "orders/test_list.py": test,
        "orders/test_read.py": test,
    }

    tests = value(tmp_path, "tests", files)

    assert (tests["folder"], tests["conftest"]) == (".", None)


PLUGINS = {
    "pytest-asyncio": "@pytest.mark.asyncio\nasync def test_it(): ...\n",
    "anyio": "pytestmark = pytest.mark.anyio\n\n\nasync def test_it(): ...\n",
    "none": "def test_it(): ...\n",
    None: "async def test_it(): ...\n",
}


@pytest.mark.parametrize("plugin", PLUGINS)
def test_a_plugin(tmp_path: Path, plugin: str | None) -> None:
    files = {"tests/test_it.py": PLUGINS[plugin]}

    assert value(tmp_path, "tests.plugin", files) == plugin


SERVING = """
    @pytest.fixture
    def db_session() -> Session: ...


    @pytest.fixture
    def app({app}) -> FastAPI: ...


    @pytest.fixture
    def client(app) -> TestClient: ...
"""


@pytest.mark.parametrize(("app", "serves"), [("db_session", True), ("", False)])
def test_a_client_that_sees_what_the_session_holds(
    tmp_path: Path, app: str, serves: bool
) -> None:
    files = {"tests/conftest.py": SERVING.format(app=app)}

    fixtures = value(tmp_path, "tests.fixtures", files)

    assert (fixtures["app"], fixtures["serves"]) == ("app", serves)


@pytest.mark.parametrize("name", ["__init__", "helpers"])
def test_tests_may_be_a_package(tmp_path: Path, name: str) -> None:
    files = {"tests/test_x.py": "def test_x(): ...\n", f"tests/{name}.py": "\n"}

    assert value(tmp_path, "tests.package", files) is (name == "__init__")


def test_a_fixture_for_every_test_may_hand_the_session_on(tmp_path: Path) -> None:
    always = """

        @pytest.fixture(autouse=True)
        def use(app, db_session):
            app.dependency_overrides[get_db] = lambda: db_session
    """
    conftest = f"{SERVING.format(app='')}{always.replace('    ' * 2, '    ')}"

    fixtures = value(tmp_path, "tests.fixtures", {"tests/conftest.py": conftest})

    assert fixtures["serves"] is True


PLACES = ["tests/pytest.ini", "shop/pytest.ini", "pytest.ini"]


@pytest.mark.parametrize("place", PLACES)
def test_the_mode_may_be_set_around_the_tests(tmp_path: Path, place: str) -> None:
    files = {
        place: "[pytest]\nasyncio_mode = auto\n",
        "shop/tests/test_x.py": "async def test_x(): ...\n",
        "shop/tests/conftest.py": "\n",
    }
    expected = None if place == "tests/pytest.ini" else "auto"

    assert value(tmp_path, "tests.mode", files) == expected


SHARED = """
    @pytest.fixture
    def connection() -> AsyncConnection: ...


    @pytest.fixture
    def db_session(connection) -> AsyncSession: ...


    @pytest.fixture
    def client(connection) -> AsyncClient: ...
"""


def test_a_client_and_a_session_may_share_their_connection(tmp_path: Path) -> None:
    assert value(tmp_path, "tests.fixtures.serves", {"tests/conftest.py": SHARED})


LIBRARIES: dict[str, tuple[dict[str, str], str | None]] = {
    "as tests import it": (
        {"tests/conftest.py": "from httpx2 import AsyncClient\n"},
        "httpx2",
    ),
    "as it is declared": (
        {
            "tests/test_it.py": "from fastapi.testclient import TestClient\n",
            "requirements/dev.txt": "pytest\nhttpx2>=2\n",
        },
        "httpx2",
    ),
    "no other one of a similar name": (
        {
            "tests/test_it.py": "from fastapi.testclient import TestClient\n",
            "requirements.txt": "httpx-sse\npytest_httpx\n",
        },
        None,
    ),
}


@pytest.mark.parametrize("case", LIBRARIES)
def test_what_clients_are_made_of(tmp_path: Path, case: str) -> None:
    files, library = LIBRARIES[case]

    assert value(tmp_path, "tests.library", files) == library


CONFTEST = """
    import pytest_asyncio
    from httpx import ASGITransport, AsyncClient


    @pytest_asyncio.fixture(loop_scope="session")
    async def other(session) -> AsyncClient: ...


    @pytest_asyncio.fixture(loop_scope="session")
    async def http(session) -> AsyncClient:
        transport = ASGITransport(app=app)
        async with AsyncClient(transport=transport, base_url="http://shop/v1") as made:
            made.headers.update({"Host": "localhost"})
            yield made


    @pytest_asyncio.fixture(loop_scope="session")
    async def as_somebody(user) -> dict[str, str]:
        return {"Authorization": f"Bearer {user.token}"}
"""
ASKING = """
    async def test_one(http, as_somebody): ...
    async def test_two(http: AsyncClient) -> None: ...
    async def test_three(other): ...
"""
INI = """\
[pytest]
asyncio_mode = auto
asyncio_default_test_loop_scope = session
testpaths = tests
"""


def test_fixtures_by_how_many_tests_ask_for_them(tmp_path: Path) -> None:
    files = {
        "pytest.ini": INI,
        "tests/conftest.py": CONFTEST,
        "tests/test_a.py": ASKING,
        "checks/tests/test_b.py": "def test_c(other): ...\n" * 9,
    }

    tests = value(tmp_path, "tests", files)

    assert (tests["folder"], tests["mode"], tests["loop_scope"]) == (
        "tests",
        "auto",
        "session",
    )
    assert (tests["base_url"], tests["host"]) == ("http://shop/v1", "localhost")
    fixtures = tests["fixtures"]
    assert (fixtures["client"], fixtures["auth"]) == ("http", "as_somebody")
    assert fixtures["loop_scope"] == "session"


def test_the_loop_is_that_of_the_client_whatever_it_stands_on(tmp_path: Path) -> None:
    conftest = """
        import pytest_asyncio
        from httpx import AsyncClient


        @pytest_asyncio.fixture(scope="session", loop_scope="session")
        async def tables(): ...


        @pytest_asyncio.fixture
        async def client(tables) -> AsyncClient: ...
    """
    ini = "[pytest]\nasyncio_default_fixture_loop_scope = function\n"
    files = {
        "pytest.ini": ini,
        "tests/conftest.py": conftest,
        "tests/test_a.py": "async def test_one(client): ...\n",
    }

    assert value(tmp_path, "tests.fixtures.loop_scope", files) == "function"


def test_what_tests_import_the_project_by(tmp_path: Path) -> None:
    files = {
        "src/shop/__init__.py": "",
        "src/shop/main.py": "from fastapi import FastAPI\nimport shop\n\napp = FastAPI()\n",
        "tests/test_a.py": "from src.shop.main import app\n\n\ndef test_a(): ...\n",
    }

    project = Survey.of(written(tmp_path, files)).project

    assert (project["root"], project["tests"]["imports"]) == ("src", "src")


def test_fixtures_of_the_application_that_new_routers_are_a_part_of(
    tmp_path: Path,
) -> None:
    """Another that is mounted beside it has more tests, and more routers."""
    routers = {"api": "orders users items", "pages": "home shelf till desk"}
    prefixes = {"api": ', prefix="/{0}"', "pages": ""}
    files = {"shop/main.py": APP, "tests/conftest.py": ""}
    for app, names in routers.items():
        include = f"{app}.include_router({{0}}.router{prefixes[app]})\n"
        files["shop/main.py"] += (
            f"from shop.{app}.app import {app}\napp.mount('/{app}', {app})\n"
        )
        files[f"shop/{app}/app.py"] = (
            f"from shop.{app}.routers import {', '.join(names.split())}\n"
            f"{APP.replace('app =', f'{app} =')}"
            + "".join(include.format(name) for name in names.split())
        )
        for name in names.split():
            files[f"shop/{app}/routers/{name}.py"] = (
                "router = APIRouter()\n\n@router.get('')\ndef read() -> int: ...\n"
            )
        files["tests/conftest.py"] += (
            f"from shop.{app}.app import {app}\n\n@pytest.fixture\n"
            f"def {app}_client() -> TestClient:\n    return TestClient({app})\n\n"
        )
        tests = [f"def test_{name}({app}_client): ...\n" for name in names.split()]
        files[f"tests/test_{app}.py"] = "".join(tests)

    project = Survey.of(written(tmp_path, files)).project

    assert project["routers"]["register_in"] == "shop/api/app.py"
    assert project["routers"]["folder"] == "shop/api/routers"
    assert project["tests"]["fixtures"]["client"] == "api_client"
