"""What comes in and goes out of the indicator operations, and the field that takes Indonesian numbers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marshmallow import fields, validate

from runtut.web.api import Input, Output
from runtut.web.forms import is_typed
from tenants.indicators.formulas import LARGEST, is_usable
from tenants.indicators.numbers import plain, read_json_number, read_number

DIRECTIONS = {"higher": "makin tinggi makin baik", "lower": "makin rendah makin baik"}
AGGREGATIONS = {"sum": "dijumlahkan", "average": "dirata-ratakan", "last": "nilai terakhir"}
PERIOD = validate.Regexp(r"^20\d\d-TW[1-4]$", error="Tulis periode seperti 2025-TW1.")


LIMIT = 10**LARGEST


class Angka(fields.Decimal):
    """A number from JSON, or text such as "1.234,56" and "1234.56"; null stays null and is never 0.

    "1.234" typed on a page is one thousand and more; in JSON it is what the API answers for one and a bit.
    """

    default_error_messages = {
        "invalid": "Harus berupa angka.",
        "unreadable": "“{input}” bukan angka; tulis misalnya 1.234,5.",
        "unlikely": "“{input}” bukan angka yang wajar; periksa jumlah angkanya.",
    }

    def __init__(self, **options: Any) -> None:
        bounds = {"minimum": -LIMIT, "maximum": LIMIT}
        super().__init__(**{**options, "metadata": {**bounds, **options.get("metadata", {})}})

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **more: Any) -> Decimal:
        number = self._read(value) if isinstance(value, str) else super()._deserialize(value, attr, data, **more)
        if not is_usable(number):
            raise self.make_error("unlikely", input=str(value)[:40])
        return number

    def _read(self, text: str) -> Decimal:
        try:
            return read_number(text) if is_typed() else read_json_number(text)
        except ValueError:
            raise self.make_error("unreadable", input=text[:40]) from None


class Exact(fields.String):
    """A number that goes out as text ("82.5"), so that no digit is lost on the way."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **more: Any) -> str | None:  # noqa: ARG002
        return plain(value)


def words(least: int, most: int, what: str) -> validate.Length:
    return validate.Length(least, most, error=f"{what}, paling banyak {most:n} huruf.")


class IndicatorInput(Input):
    code = fields.String(required=True, validate=words(1, 20, "Isi kode indikator"), metadata={"example": "IKU-1.1"})
    sasaran = fields.String(required=True, validate=words(1, 300, "Isi sasaran"))
    name = fields.String(required=True, validate=words(1, 300, "Isi nama indikator"))
    satuan = fields.String(required=True, validate=words(1, 40, "Isi satuan"), metadata={"example": "persen"})
    direction = fields.String(required=True, validate=validate.OneOf(list(DIRECTIONS), error="Pilih arah indikator."))
    aggregation = fields.String(required=True, validate=validate.OneOf(list(AGGREGATIONS), error="Pilih cara gabung."))
    definition = fields.String(required=True, validate=words(1, 2_000, "Isi definisi operasional dan rumusnya"))
    source = fields.String(required=True, validate=words(1, 300, "Isi sumber data"))
    unit_ids = fields.List(fields.UUID(), load_default=list, validate=validate.Length(max=50, error="Paling banyak 50 unit."))
    version = fields.Integer(
        load_default=None, allow_none=True, metadata={"description": "Versi yang diubah; bila sudah diubah orang lain, ditolak"}
    )


class TargetInput(Input):
    value = Angka(required=True)


class PeriodQuery(Input):
    period = fields.String(load_default=None, validate=PERIOD, metadata={"example": "2025-TW1"})


class IndicatorOutput(Output):
    id = fields.UUID(required=True)
    code = fields.String(required=True)
    sasaran = fields.String(required=True)
    name = fields.String(required=True)
    satuan = fields.String(required=True)
    direction = fields.String(required=True)
    aggregation = fields.String(required=True)
    definition = fields.String(required=True)
    source = fields.String(required=True)
    unit_ids = fields.List(fields.UUID(), required=True)
    version = fields.Integer(required=True)


class TargetOutput(Output):
    indicator_id = fields.UUID(required=True)
    period = fields.String(required=True)
    value = Exact(required=True)


class AchievementOutput(Output):
    indicator_id = fields.UUID(required=True)
    period = fields.String(required=True)
    round = fields.Integer(required=True)
    target = Exact(required=True, allow_none=True)
    actual = Exact(required=True, allow_none=True)
    percent = Exact(required=True, allow_none=True)
    rating = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    elsewhere = fields.List(Exact(required=True, allow_none=True), required=True)


class FormOutput(Output):
    id = fields.UUID(required=True)
    subject = fields.String(required=True)
    period = fields.String(required=True)
    number = fields.Integer(required=True)
    content = fields.Dict(required=True)
    sha256 = fields.String(required=True)
    frozen_at = fields.AwareDateTime(required=True)
    void_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "Sejak kapan isinya tidak berlaku karena siklusnya dibatalkan"}
    )


class MeasurementOutput(Output):
    indicator_id = fields.UUID(required=True)
    unit_id = fields.UUID(required=True)
    value = Exact(required=True, allow_none=True)
    missing_reason = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)


class TargetsForm(Input):
    """The targets of a year in the form of an indicator; a blank one stays as it is."""

    target_1 = Angka(load_default=None)
    target_2 = Angka(load_default=None)
    target_3 = Angka(load_default=None)
    target_4 = Angka(load_default=None)
