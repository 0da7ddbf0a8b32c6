from market.api.v1.offers.endpoints import router

__all__ = ["router"]
