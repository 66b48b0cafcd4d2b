"""What may stand in config.yml, and within which bounds. Refuses anything unknown, and every bound that would weaken a promise to students."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value  # ruamel's own kinds of string


Text = Annotated[str, BeforeValidator(_plain), Field(min_length=1, max_length=200)]
Id = Annotated[str, BeforeValidator(_plain), Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Mail = Annotated[str, BeforeValidator(_plain), Field(pattern=r"^[^@\s,;<>]+@[^@\s,;<>]+$")]


class Part(BaseModel):
    """Dutch keys in the file, English names in the code; nothing unknown, nothing guessed."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class RecipientConfig(Part):
    """Someone who may read reports."""

    id: Id
    name: Text = Field(alias="naam")
    role: Text = Field(alias="rol")
    mail: Mail
    deputy: Id | None = Field(None, alias="vervanger")


class RecoveryConfig(Part):
    """Who keeps the offline recovery key."""

    id: Id
    name: Text = Field(alias="naam")
    role: Text = Field(alias="rol")


class Terms(Part):
    """Working days, within the bounds of the promise to students."""

    first_answer: int = Field(2, alias="eerste_antwoord", ge=1, le=2)
    conversation: int = Field(5, alias="gesprek", ge=1, le=5)
    steps: int = Field(10, alias="stappen", ge=1, le=10)
    outcome: int = Field(20, alias="uitkomst", ge=1, le=20)
    aftercare: int = Field(10, alias="nazorg", ge=10, le=15)
    student_asked: int = Field(5, alias="student_gevraagd", ge=1, le=5)


class Retention(Part):
    """Days."""

    session_days: int = Field(7, alias="gesprek_dagen", ge=1, le=7)
    case_days: int = Field(90, alias="zaak_dagen", ge=1, le=90)
    notebook_days: int = Field(365, alias="notitieboek_dagen", ge=180, le=365)  # shorter than a stage would lose what it is for


class Holiday(Part):
    """First and last day, both free."""

    name: Text = Field(alias="naam")
    first: date = Field(alias="van")
    last: date = Field(alias="tot")


class Holidays(Part):
    """School holidays; public holidays come from a library."""

    region: Literal["noord", "midden", "zuid"] = Field(alias="regio")
    days: list[Holiday] = Field(default_factory=list, alias="dagen")


class NluConfig(Part):
    url: Annotated[str, BeforeValidator(_plain), Field(pattern=r"^https?://")] | None = None


class MailConfig(Part):
    """Without a server, mail stays in the spool."""

    server: Text | None = None
    port: int = Field(587, alias="poort", ge=1, le=65535)
    sender: Mail = Field(alias="van")
    encrypted: bool = Field(True, alias="versleuteld")


class WebConfig(Part):
    host: Text = "127.0.0.1"
    port: int = Field(8080, alias="poort", ge=0, le=65535)
    # What stands before it when recipients reach it over https; links and the cookie go by it.
    address: Annotated[str, BeforeValidator(_plain), Field(pattern=r"^https?://[^/\s]+$")] | None = Field(None, alias="adres")


class TelegramConfig(Part):
    """The token is no setting: it comes from the environment."""

    api: Annotated[str, BeforeValidator(_plain), Field(pattern=r"^https?://[^/\s]+$")] = "https://api.telegram.org"
    # Where Telegram reaches us, path included; without it we ask Telegram.
    webhook: Annotated[str, BeforeValidator(_plain), Field(pattern=r"^https?://[^/\s]+/[^\s?#]+$")] | None = None


class Config(Part):
    """All that a school sets."""

    school: Text
    recipients: list[RecipientConfig] = Field(alias="ontvangers", min_length=1)
    recovery: RecoveryConfig | None = Field(None, alias="herstelsleutel")
    terms: Terms = Field(default_factory=Terms, alias="termijnen")
    retention: Retention = Field(default_factory=Retention, alias="bewaren")
    holidays: Holidays = Field(alias="vakanties")
    nlu: NluConfig = Field(default_factory=NluConfig)
    mail: MailConfig
    web: WebConfig = Field(default_factory=WebConfig)
    telegram: TelegramConfig = Field(default_factory=TelegramConfig)
    server_key_file: Text | None = Field(None, alias="server_sleutel")
