from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException


class LedgerError(Exception):
    """What goes wrong by the rules of book-keeping."""

    status = 400
    code = "ledger_error"


class UnknownAccount(LedgerError):
    status = 404
    code = "unknown_account"


class AccountClosed(LedgerError):
    status = 409
    code = "account_closed"


def error(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message}}, status)


async def on_ledger_error(_: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, LedgerError)
    return error(exc.status, exc.code, str(exc))


async def on_http_error(_: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, HTTPException)
    return error(exc.status_code, "http_error", str(exc.detail))


async def on_invalid_request(_: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, RequestValidationError)
    return error(422, "invalid_request", str(exc.errors()[0]["msg"]))


def install_handlers(app: FastAPI) -> None:
    app.add_exception_handler(LedgerError, on_ledger_error)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_exception_handler(RequestValidationError, on_invalid_request)
