from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from fleet.models.vehicle import Fuel


class VehicleIn(BaseModel):
    plate: str = Field(max_length=12, pattern=r"^[A-Z0-9-]+$")
    model: str = Field(max_length=80)
    fuel: Fuel
    payload_kg: Decimal = Field(ge=0)


class VehicleOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    plate: str
    model: str
    fuel: Fuel
    payload_kg: Decimal
