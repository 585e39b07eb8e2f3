"""Loads the demo: regions, pemda, offices, officials, accounts, indicators, and SOPs for all but one office."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from importlib import resources
from typing import Any

from flask import Flask, g

from runtut.auth.models import Membership
from runtut.auth.service import add_account
from runtut.database import db
from runtut.demo.passwords import phrase
from runtut.directory.models import Pemda
from runtut.directory.service import load_regions, pemda_by_code, subscribe
from runtut.errors import NotFound
from runtut.library.service import publish_shipped, template_by_slug
from runtut.permissions import Here, Office
from runtut.tenancy import Pass, enter, leave
from tenants.indicators.models import Indicator, IndicatorUnit, Target
from tenants.institutions.models import Opd, Unit
from tenants.institutions.service import add_opd, add_unit
from tenants.people.models import Official, Role
from tenants.people.presets import add_presets
from tenants.people.service import add_official, add_position, appoint, give_role
from tenants.people.standing import standing
from tenants.sops import service as sops

SINCE = date(2024, 1, 2)
YEARS = (2024, 2025, 2026, 2027)
Account = tuple[str, str]


def offices() -> dict[str, Any]:
    """What `content/offices.toml` says."""
    return tomllib.loads(resources.files("runtut.demo").joinpath("content", "offices.toml").read_text("utf-8"))


def load(app: Flask, secret: Any = phrase) -> dict[str, str]:
    """Load everything, a transaction for each pemda; answers the sign-ins. `secret` makes a password."""
    accounts: dict[str, str] = {}
    with app.app_context():
        told = offices()
        accounts |= load_platform(told, secret)
        for pemda in told["pemda"]:
            accounts |= load_pemda(pemda, secret)
        leave()
    return accounts


def load_platform(told: dict[str, Any], secret: Any) -> dict[str, str]:
    """Regions, templates, methods, pemda and the operator, with an operator's pass."""
    enter(Pass(operator=True))
    for province in told["provinces"]:
        load_regions(province)
    publish_shipped()
    for pemda in told["pemda"]:
        subscribe(pemda["code"])
    login, password = "operator@runtut", secret()
    add_account(login, password, operator=True)
    db.session.commit()
    return {login: password}


def load_pemda(told: dict[str, Any], secret: Any) -> dict[str, str]:
    pemda = pemda_in_force(told["code"])
    enter(Pass.whole(pemda.id))
    roles = add_presets()
    accounts: dict[str, str] = {}
    for opd in told["opd"]:
        accounts |= load_opd(pemda, opd, roles, secret)
    db.session.commit()
    return accounts


def pemda_in_force(code: str) -> Pemda:
    found = pemda_by_code(code)
    if found is None:
        raise NotFound(f"Pemda {code} belum berlangganan.")
    return found


def load_opd(pemda: Pemda, told: dict[str, Any], roles: dict[str, Role], secret: Any) -> dict[str, str]:
    opd = add_opd(told["slug"], told["name"], told["short_name"], told["kind"], told["seat"])
    units: dict[str, Unit] = {}
    for unit in told["units"]:
        units[unit["slug"]] = add_unit(opd, unit["slug"], unit["name"], unit["kind"], units.get(unit.get("parent", "")))
    accounts: dict[str, str] = {}
    head: Official | None = None
    for serial, seat in enumerate(told["positions"], 1):
        official = load_seat(opd, seat, units, roles, serial)
        head = head or (official if "sops.approve" in roles[seat["role"]].permissions else None)
        login, password = f"{seat['login']}@{told['slug']}.{pemda.code}", secret()
        account = add_account(login, password)
        db.session.add(Membership(account_id=account.id, pemda_id=pemda.id, official_id=official.id))
        accounts[login] = password
    for indicator in told.get("indicator", ()):
        load_indicator(opd, indicator, units)
    if head is not None and "template" in told:
        load_sop(pemda, opd, told, head)
    return accounts


def load_seat(opd: Opd, told: dict[str, Any], units: dict[str, Unit], roles: dict[str, Role], serial: int) -> Official:
    official = add_official(told["name"], nip(told, opd, serial), told.get("rank"))
    unit = units.get(told.get("unit", ""))
    position = add_position(opd.id, told["title"], unit.id if unit else None)
    give_role(position, roles[told["role"]])
    capacity = told.get("capacity", "definitif")
    until = today() + timedelta(days=180) if capacity in ("plt", "plh") else None
    appoint(position, official, SINCE, until=until, capacity=capacity, letter=told.get("letter"))
    return official


def nip(told: dict[str, Any], opd: Opd, serial: int) -> str:
    """A well-formed NIP of nobody: birth and appointment follow from the year of birth, the serial is high."""
    month, day = 1 + len(told["name"]) % 12, 1 + (len(opd.name) + serial) % 28
    digits = 900 + (sum(map(ord, opd.slug + told["login"])) + serial) % 100
    return f"{told['born']}{month:02}{day:02}{told['born'] + 25}{1 + serial % 12:02}{told['sex']}{digits}"


def load_indicator(opd: Opd, told: dict[str, Any], units: dict[str, Unit]) -> None:
    columns = ("code", "sasaran", "name", "satuan", "direction", "aggregation", "definition", "source")
    indicator = Indicator(opd_id=opd.id, **{column: told[column] for column in columns})
    db.session.add(indicator)
    db.session.flush()
    for slug in told["units"]:
        db.session.add(IndicatorUnit(opd_id=opd.id, indicator_id=indicator.id, unit_id=units[slug].id))
    for year in YEARS:
        for quarter, value in enumerate(told["targets"], 1):
            period = f"{year}-TW{quarter}"
            db.session.add(Target(opd_id=opd.id, indicator_id=indicator.id, period=period, value=Decimal(str(value))))
    db.session.flush()


def load_sop(pemda: Pemda, opd: Opd, told: dict[str, Any], head: Official) -> None:
    """Clone the template, map its actors to the roles of the same name, and let the head put it into force."""
    place = standing(head.id, today())
    if place is None:
        raise NotFound(f"{head.name} tidak memangku jabatan hari ini.")
    office = Office(opd.id, opd.slug, opd.name, opd.short_name)
    g.here = Here(pemda.id, pemda.code, pemda.name, pemda.zone, head.id, place, office)
    version = sops.clone(opd.id, told["template"], told["sop"], template_by_slug(told["template"]).title)
    roles = {actor: role.id for actor, role in sops.suggested_roles(version).items() if role is not None}
    sops.map_actors(version, roles)
    sops.put_into_force(version)
    g.pop("here")


def today() -> date:
    return datetime.now(UTC).date()
