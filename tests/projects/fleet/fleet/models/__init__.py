import importlib
import pkgutil


def load_all_models() -> None:
    """Import every module of this package, so that all tables are known."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
