"""Makes what the bot says: the words of a step, filled in, with its buttons. Refuses to decide where a conversation goes."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from datetime import date

from flows.contacts import AT_SCHOOL, at_school, shown
from flows.guards import GUARDS, View
from flows.markup import PLACE
from flows.masking import Masking, own_name
from flows.matching import mentions
from flows.model import Conversation, Input, Reading, Step
from flows.practice import in_words
from flows.sentences import choices, without
from flows.words import Label, Section

SIMPLE = "_makkelijk"  # the wording for who finds Dutch hard
WORDINGS_AT_MOST = 12
GAVE_AT_MOST = 80  # texts of which there are several, so that none comes back too soon
BYSTANDER = "omstander"
TAKEN_OUT = "eruit"  # the slot with the sentences that a report goes without
READERS = "lezers"  # those of who can open a report who read one; the others keep a key


class Speaker:
    """What is known at this moment, for texts, choices and guards."""

    def __init__(self, conversation: Conversation, session: dict, input: Input, today: date):
        self.conversation, self.session, self.input = conversation, session, input
        self.contacts = shown(conversation.contacts, today, conversation.words["systeem"]["contact_nakijken"].text)

    def values(self, frame: dict | None) -> Mapping[str, object]:
        """What texts, lists, guards and actions get to see: the slots of the open flow, what is shared, and the data of this chat."""
        own = frame["slots"] if frame else {}
        memory, cases = self.session["memory"], self.conversation.cases
        told = in_words(cases, self.conversation.words["herkend"], memory)
        values = ChainMap(own, self._parts(frame), memory, ChainMap(self.input.data, {"gevallen": cases, READERS: ()}), told, self.contacts)
        masked = [name for name, slot in self.conversation.flows[frame["flow"]].slots.items() if slot.masked] if frame else []
        return values.new_child(self._masked(masked, values)) if masked else values

    def _masked(self, slots: list[str], values: Mapping) -> dict[str, object]:
        """The texts of these slots as they may be read, and what guards and lists want to know of that."""
        whole = {name: str(values[name]) for name in slots if values.get(name)}
        out = values.get(TAKEN_OUT) or ()
        texts = {name: without(text, out) for name, text in whole.items()}
        words = self.conversation.words
        noticed, own = values.get("gegevens") or (), words["besturing"]["eigennaamwoorden"].labels
        masking = Masking(
            noticed,
            texts.values(),
            named=values.get("manier") == "naam",
            keep=values.get("laten_staan"),
            name_of=lambda kind: words["systeem"][f"gegeven_{kind}"].text,
        )
        only_one = any(mentions(text, words["besturing"]["raadwoorden"].labels["enige"]) for text in texts.values())
        return {
            **{name: masking.text(text) for name, text in texts.items()},
            "herkenbaar": masking.choices,
            "bedrijf_blijft": masking.company_stays,
            "samen_herkenbaar": masking.gives_away(only_one),
            "zinnen": choices(whole.values(), out),
            "eigen_naam": (name := own_name(noticed, "\n".join(whole.values()), own["naam"], own["misschien_voor"])),
            "eigen_naam_is": "bekend" if name else "",
        }

    def _parts(self, frame: dict | None) -> dict[str, str]:
        """Places that several slots fill together, a line each."""
        slots = self.conversation.flows[frame["flow"]].slots if frame else {}
        lines: dict[str, list[str]] = {slot.part: [] for slot in slots.values() if slot.part}
        for name, slot in slots.items():
            if slot.part and frame["slots"].get(name):
                lines[slot.part].append(frame["slots"][name])
        return {part: "\n".join(said) for part, said in lines.items()}

    def items(self, step: Step, frame: dict) -> list[Mapping]:
        """The list that a step shows or lets choose from, less what its `without` slot names."""
        values = self.values(frame)
        left_out = values.get(step.without) or () if step.without else ()
        if step.lists == READERS:
            return [person for person in values["ontvangers"] if person["leest"]]
        return [item for item in values[step.source or step.lists] if str(item["id"]) not in left_out]

    def holds(self, guard: str, frame: dict | None) -> bool:
        view = View(self.values(frame), bool(self.session["kept"]))
        return GUARDS[guard](view)

    def labels(self, step: Step, frame: dict) -> dict[str, Label]:
        """The choices that are open in a step, in the order of the screen."""
        words = self.section(frame["flow"], step.name).labels
        if step.source:
            template = words["elk"]
            shown = {str(item["id"]): Label(filled(template.text, item), (), template.line) for item in self.items(step, frame)}
            chosen = frame.get("picked", [])
            start = frame.get("page", 0) * step.page
            ids = list(shown)[start : start + step.page]
            labels = {key: Label(("✓ " if key in chosen else "") + shown[key].text, (shown[key].text,), template.line) for key in ids}
            if start + step.page < len(shown) or start:
                labels["meer"] = words["meer"]
            if step.many:
                labels["klaar"] = words["klaar"]
            return labels
        keys = [*(["klaar"] if step.verb == "write" and step.gather else ()), *step.options]
        first = frame["slots"].get(step.variant) if step.variant else None  # what was said already stands foremost
        keys.sort(key=lambda key: key != first)
        return {key: words[key] for key in keys if key not in step.only or self.holds(step.only[key], frame)}

    def section(self, flow: str, key: str) -> Section:
        return self.conversation.flows[flow].words[key]

    def say_step(self, step: Step, frame: dict, suffix: str = "") -> dict:
        """The effect that says a step. With a suffix its other wording is used, where there is one."""
        words = self.conversation.flows[frame["flow"]].words
        variant = f"_{self.values(frame).get(step.variant)}" if step.variant else ""
        key = next(key for key in (step.name + suffix + variant, step.name + suffix, step.name + variant, step.name) if key in words)
        if self.session.get("simple") and f"{key}{SIMPLE}" in words:
            key += SIMPLE
        key = self._one_wording(frame["flow"], words, key)
        values = self._wanted(words[key], frame)
        if step.lists:
            own = {**words[step.name].labels, **words[key].labels}
            templates = (own.get("elk_sleutel", own["elk"]).text, own["elk"].text)  # who keeps a key only, and who reads
            values["lijst"] = "\n".join(filled(templates[bool(item.get("leest", True))], item) for item in self.items(step, frame))
        if step.remarks:
            held = [words[f"{step.name}_{remark}"] for guard, remark in step.remarks.items() if self.holds(guard, frame)]
            values["opmerkingen"] = "".join(f"\n\n{section.rich.fill(self._wanted(section, frame)).text}" for section in held)
        effect = self._say(f"{frame['flow']}.{step.name}", words[key], values)
        if step.waits:
            nonce = self.session["nonce"]
            effect["buttons"] = [[f"{nonce}:{option}", label.text] for option, label in self.labels(step, frame).items()]
        else:  # an offer: nothing waits for it, and it stays good
            effect["buttons"] = [[f"@{entry}", label.text] for entry, label in words[key].labels.items() if entry != "elk"]
        effect["sensitive"] = step.sensitive
        return effect

    def _one_wording(self, flow: str, words: Mapping[str, Section], key: str) -> str:
        """Chance picks, where `key` has other wordings `key_2`, `key_3`; none comes back before all were said."""
        others = (other for number in range(2, WORDINGS_AT_MOST + 1) if (other := f"{key}_{number}") in words)
        return self.answer_of([f"{flow}.{one}" for one in (key, *others)]).partition(".")[2]

    def wordings(self, space: str) -> Mapping[str, Section]:
        """All texts of a namespace, of a flow or not; none where it is not there."""
        flow = self.conversation.flows.get(space)
        return self.conversation.words.get(space, flow.words if flow else {})

    def system(self, space: str, key: str, buttons: bool = True, **values: object) -> dict:
        """The effect that says a text outside any flow; its buttons lead to entries and stay good for ever."""
        words = self.wordings(space)
        section = words[self._fitting(space, words, key)]
        readers = [person for person in self.input.data.get("ontvangers") or () if person["leest"]] if "elk" in section.labels else []
        names = {"lijst": "\n".join(filled(section.labels["elk"].text, person) for person in readers)} if readers else {}
        effect = self._say(f"{space}.{key}", section, {**self._wanted(section, None), **names, **values})
        effect["buttons"] = [[f"@{entry}", label.text] for entry, label in section.labels.items() if entry != "elk"] if buttons else []
        return effect

    def _fitting(self, space: str, words: Mapping[str, Section], key: str) -> str:
        """The wording of an answer for whose report is with the school, who saw it happen to another, who told of something that has words of its
        own, or who got it shortly before, where there is one."""
        again = bool({key, f"{space}.{key}"} & set(self.session.get("given", ())))
        ways = [f"{key}_nog_eens"] * again + [f"{key}_loopt"] * self.shows_case() + [f"{key}_ander"] * self.about_another
        ways += [f"{key}_over_{theme}" for theme in self._themes() if not self.about_another] + [f"{key}_verteld"] * self._told()
        return next((way for way in ways if way in words), key)

    def _themes(self) -> list[str]:
        """What was told is about, where there are words for what is said back to that."""
        told = self.all_told()
        return [theme for theme, label in self.conversation.words["besturing"]["verteldwoorden"].labels.items() if mentions(told, label)]

    def all_told(self) -> str:
        """Everything that stands in a story."""
        return " ".join(str(self.session["memory"].get(slot) or "") for slot in sorted(self.conversation.stories))

    @property
    def about_another(self) -> bool:
        """Whether they tell of what happened to somebody else."""
        return self.session["memory"].get("wie") == BYSTANDER

    def _told(self) -> bool:
        return any(self.session["memory"].get(slot) for slot in self.conversation.stories)

    @property
    def reading(self) -> Reading:
        """How the text of this turn was understood; as nothing, where there is none."""
        return self.input.readings[0] if self.input.readings else Reading()

    def answer_of(self, answers: Sequence[str]) -> str:
        """Chance picks one, of those that were not given yet in this chat."""
        gave = self.session.get("gave", [])
        fitting = [f"{one}_over_{theme}" for one in answers if one not in gave for theme in self._themes()]
        about = next((one for one in fitting if one in self.conversation.words["antwoorden"]), None)  # what was told has words of its own
        answers = [one for one in answers if about and about.startswith(f"{one}_over_")] or answers
        turned = [answers[(self.input.chance + place) % len(answers)] for place in range(len(answers))]
        name = min(turned, key=lambda one: gave.index(one) if one in gave else -1)
        if len(answers) > 1 or about:
            self.was_given(name)
        return name

    def was_given(self, name: str) -> None:
        self.session["gave"] = [*(one for one in self.session.get("gave", []) if one != name), name][-GAVE_AT_MOST:]

    def _say(self, name: str, section: Section, values: Mapping[str, object]) -> dict:
        rich = section.rich.fill(values)
        return {
            "say": name,
            "text": rich.text,
            "spans": [list(span) for span in rich.spans],
            "buttons": [],
            "sensitive": False,
            "controls": False,
            "in_place": False,
        }

    def _wanted(self, section: Section, frame: dict | None) -> dict[str, object]:
        """A value for each place of a text: a slot, a list's item (`zaak_dag`), the words of a choice (`wens_woorden`), data."""
        values = self.values(frame)
        flow = self.conversation.flows[frame["flow"]] if frame else None
        found: dict[str, object] = {}
        for place in section.places:
            slot, _, part = place.rpartition("_")
            if place in values:
                found[place] = values[place]
            elif place == AT_SCHOOL:
                found[place] = at_school(values["ontvangers"])
            elif flow and slot in flow.slots and part == "woorden":
                asking = next(step for step in flow.steps.values() if step.slot == slot and step.verb == "choose")
                label = flow.words[asking.name].labels.get(str(values.get(slot)))
                found[place] = label.text if label else values.get(slot)  # typed, where the step takes that
            elif flow and slot in flow.slots and flow.slots[slot].source:
                held = values.get(slot)
                ids = held if isinstance(held, list) else [held]
                items = [item for item in values[flow.slots[slot].source] if str(item["id"]) in map(str, ids)]
                found[place] = ", ".join(str(item[part]) for item in items if item.get(part))
            if found.get(place) in ("", None, []):
                found[place] = self.conversation.words["systeem"]["leeg"].text
        return found


def filled(template: str, item: Mapping[str, object]) -> str:
    """A label made of an item of the data, as plain text."""
    return PLACE.sub(lambda hit: str(item.get(hit[1], "")), template)
