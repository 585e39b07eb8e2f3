"""The office that the demo's cycle runs in: its people, its SOP, its next free quarter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from runtut.calendar import Period
from runtut.demo.client import API, Client

PEMDA, OPD, TEMPLATE, SOP = "13.01", "diskopnaker", "dinas", "monev-kinerja"
TITLE = "Pemantauan dan Evaluasi Capaian Kinerja Internal"
FIRST = "2025-TW1"


@dataclass
class Office:
    """`people` by the name before the @ of their sign-in."""

    address: str
    accounts: Mapping[str, str] = field(repr=False)
    people: dict[str, Client] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"{API}/pemda/{PEMDA}/opd/{OPD}"

    def person(self, name: str, opd: str = OPD) -> Client:
        """The person, signed in."""
        login = f"{name}@{opd}.{PEMDA}"
        if login not in self.people:
            self.people[login] = Client(self.address, login, self.accounts[login]).sign_in()
        return self.people[login]

    def leave(self) -> None:
        for client in self.people.values():
            client.sign_out()

    def ready_sop(self) -> str:
        """Have the SOP in force: cloned by the admin, mapped to roles, put into force by the head; says what it did."""
        admin = self.person("admin", "setda")
        known = {sop["slug"]: sop for sop in admin.get(f"{self.path}/sops")}
        if SOP in known and known[SOP]["in_force"]:
            return f"SOP “{known[SOP]['title']}” sudah berlaku."
        if SOP not in known:
            admin.send("POST", f"{self.path}/sops", {"template": TEMPLATE, "slug": SOP, "title": TITLE})
        version = f"{self.path}/sops/{SOP}/versions/1"
        actors = [{"actor": row["actor"], "role": row["role_id"]} for row in admin.get(version)["actors"]]
        admin.send("PUT", f"{version}/actors", {"actors": actors})
        forced = self.person("kadis").send("PUT", f"{version}/force")
        said = f"SOP diambil dari pustaka, {len(actors)} pelaksana dipetakan, diberlakukan Kepala Dinas"
        return f"{said}  [{forced['sha256'][:16]}]"

    def free_period(self) -> str:
        """The first quarter from 2025-TW1 on that has no cycle of this SOP."""
        cycles = self.person("sekretaris").get(f"{self.path}/cycles")
        taken = {cycle["period"] for cycle in cycles if cycle["sop"] == SOP and cycle["status"] != "cancelled"}
        period = Period.parse(FIRST)
        while str(period) in taken:
            period = period.next()
        return str(period)

    def cycle(self, period: str) -> str:
        return f"{self.path}/cycles/{SOP}/{period}"

    def task(self, period: str, no: int, person: Client) -> dict[str, Any]:
        found: dict[str, Any] = person.get(f"{self.cycle(period)}/tasks/{no}")
        return found
