"""The one typed door to flask-smorest: blueprints of operations, schemas in and out, problem documents."""

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Any, ClassVar, TypeVar, cast

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from flask_smorest import Api as SmorestApi
from flask_smorest import Blueprint as SmorestBlueprint
from marshmallow import EXCLUDE, RAISE, Schema, fields
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter

from runtut.permissions import PUBLIC, needs
from runtut.web.bodies import StrictParser
from runtut.web.wording import speak_indonesian

Function = TypeVar("Function", bound=Callable[..., Any])
View = TypeVar("View", bound=type[MethodView])
PREFIX = "/api/v1"
BY_SCRIPT = "X-Runtut-Sheet"
"""The header of a script on a page of ours that is answered in JSON, whatever happens to its request."""
OF_ALL, OF_BODIES = (400, 503), (409, 413, 415, 422)
"""What every operation may be refused for: unreadable, or the database is away; and what those with a body may."""

speak_indonesian()


class Fixed(Schema):
    """Never changed once it was made, so that a copy is the schema itself.

    flask-smorest copies what it knows of an operation for every response that is added: a third of the time to import the app.
    """

    def __deepcopy__(self, memo: object) -> "Fixed":
        return self


class Input(Fixed):
    """What comes in: unknown fields are refused (no mass assignment, ASVS 15.3.3)."""

    class Meta:
        unknown = RAISE

    error_messages = {"unknown": "Isian ini tidak dikenal.", "type": "Harus berupa kumpulan isian bernama."}


class Output(Fixed):
    """What goes out: only what the schema names."""

    class Meta:
        unknown = EXCLUDE


class ProblemDocument(Output):
    title = fields.String(required=True, metadata={"description": "Jenis masalah"})
    status = fields.Integer(required=True)
    detail = fields.String(required=True, metadata={"description": "Satu kalimat: apa, di mana, bagaimana memperbaikinya"})
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))


class Api(SmorestApi):  # type: ignore[misc]  # flask-smorest has no types
    """Errors go through the app's own handler; the document describes them all as problem documents."""

    ERROR_SCHEMA = ProblemDocument
    DEFAULT_ERROR_RESPONSE_NAME = None  # every operation names its refusals one by one

    def _register_error_handlers(self) -> None:
        """Leave the handling of errors to the app."""


class Operations(SmorestBlueprint):  # type: ignore[misc]  # flask-smorest has no types
    """A blueprint whose bodies are read strictly, forms with files among them."""

    ARGUMENTS_PARSER = StrictParser()
    DEFAULT_LOCATION_CONTENT_TYPE_MAPPING: ClassVar[dict[str, str]] = {
        **SmorestBlueprint.DEFAULT_LOCATION_CONTENT_TYPE_MAPPING, "multipart": "multipart/form-data",
    }  # fmt: skip


class Doors:
    """The API operations of a room, typed."""

    def __init__(self, name: str, description: str) -> None:
        self.blueprint = Operations(name, name, description=description)

    def route(self, rule: str, **options: Any) -> Callable[[View], View]:
        return cast(Callable[[View], View], self.blueprint.route(rule, **options))

    def takes(self, schema: type[Schema] | Schema, location: str = "json") -> Callable[[Function], Function]:
        """The checked input comes as the last positional argument, a dict; `multipart` is a form with a file."""
        arguments = cast(Callable[[Function], Function], self.blueprint.arguments(schema, location=location))
        refusals = (422,) if location == "query" else OF_BODIES
        return lambda function: self.may_refuse(*refusals)(arguments(function))

    def gives(
        self, status: int, schema: type[Schema] | Schema | None = None, description: str = ""
    ) -> Callable[[Function], Function]:
        said = description or HTTPStatus(status).phrase
        response = cast(Callable[[Function], Function], self.blueprint.response(status, schema, description=said))
        return lambda function: self.may_refuse(*OF_ALL)(response(function))

    def changes(
        self, output: type[Schema], description: str, takes: type[Schema] | None = None, status: int = 200
    ) -> Callable[[Function], Function]:
        """An operation that changes something of a tenant: what comes in, what goes out, and what all of them may refuse."""

        def mark(function: Function) -> Function:
            answering = self.gives(status, output, description)(self.may_refuse(401, 403, 404, 409)(function))
            return self.takes(takes)(answering) if takes else answering

        return mark

    def may_refuse(self, *statuses: int) -> Callable[[Function], Function]:
        """Name the problems that an operation answers with."""

        def mark(function: Function) -> Function:
            for status in statuses:
                wrapped = self.blueprint.alt_response(status, schema=ProblemDocument, content_type="application/problem+json")
                function = wrapped(function)
            return function

        return mark

    def gives_file(self, media_type: str, description: str) -> Callable[[Function], Function]:
        schema = {"type": "string", "format": "binary"}
        response = cast(
            Callable[[Function], Function],
            self.blueprint.response(200, schema, content_type=media_type, description=description),
        )
        return lambda function: self.may_refuse(*OF_ALL)(response(function))


def open_api(app: Flask) -> Api:
    """The API under /api/v1, described at /api/v1/openapi.json."""
    app.config.update(
        API_TITLE="Runtut", API_VERSION="v1", OPENAPI_VERSION="3.1.0", OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
    )  # fmt: skip
    spec = {"components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}}, "security": [{"bearer": []}]}
    api = Api(app, spec_kwargs=spec)
    api.register_converter(BaseConverter, described)
    _let_all_read(app)
    return api


def described(converter: BaseConverter) -> dict[str, object]:
    """The shape of a text in an address."""
    return {"type": "string", "pattern": f"^{converter.regex}$"}


def _let_all_read(app: Flask) -> None:
    """The description of the API is public; it is flask-smorest's own view, so it is named here."""
    for endpoint, view in list(app.view_functions.items()):
        if endpoint.startswith("api-docs."):
            app.view_functions[endpoint] = needs(PUBLIC)(partial(view))


def problem(status: int, title: str, detail: str, errors: Mapping[str, list[str]] | None = None) -> ResponseReturnValue:
    answer = jsonify(title=title, status=status, detail=detail, errors=dict(errors or {}))
    answer.status_code, answer.mimetype = status, "application/problem+json"
    return answer


def field_errors(refused: HTTPException) -> dict[str, list[str]]:
    """The messages of webargs ({location: {field: [...]}}), flattened to dotted paths."""
    data = getattr(refused, "data", None) or {}
    found: dict[str, list[str]] = {}
    for messages in (data.get("messages") or {}).values():
        _flatten("", messages, found)
    return found


def flatten(messages: Mapping[str, object]) -> dict[str, list[str]]:
    """Marshmallow's nested messages as dotted paths: {"rows.0.value": ["Wajib diisi."]}."""
    found: dict[str, list[str]] = {}
    _flatten("", messages, found)
    return found


def _flatten(path: str, said: object, found: dict[str, list[str]]) -> None:
    if isinstance(said, Mapping):
        for key, inner in said.items():
            _flatten(f"{path}.{key}" if path and key != "_schema" else str(path or key), inner, found)
    elif isinstance(said, list):
        found.setdefault(path or "_schema", []).extend(str(sentence) for sentence in said)
