// One case: opens what was said, answers, changes its state. Refuses innerHTML, and to keep opened text after it was cleared.

import { byId, hasWords, make, t, tell } from "./page.js";
import { get, post, Refused } from "./server.js";

const ORDER = [
  "naam", "contact", "wens", "belmoment", "verhaal", "aanvulling", "tekst",
  "wanneer", "waar", "wie", "eerder", "gevolg", "gronden", "moment", "woorden",
];
const HIDDEN = ["soort", "manier", "zaak", "aan", "ja"];
const LONG = ["verhaal", "aanvulling", "wanneer", "waar", "wie", "eerder", "gevolg"];
const CODED = {
  wens: (name) => `wens.${name}`, belmoment: (name) => `belmoment.${name}`,
  gronden: (name) => `gronden.${name}`, moment: (name) => `moment.${name}`,
}; // kept as a name
const HEADS = { melding: "stuk-melding", aanvulling: "stuk-aanvulling", bekend: "stuk-bekend" };
const LONGEST = 4_000;
const day = new Intl.DateTimeFormat("nl-NL", { weekday: "long", day: "numeric", month: "long", year: "numeric" });

export class CaseView {
  #vault;
  #handle;
  #id = null;
  #data = null;
  #once = "";

  constructor(vault, handle) {
    this.#vault = vault;
    this.#handle = handle;
    byId("answer").onsubmit = (event) => {
      event.preventDefault();
      this.#send();
    };
  }

  /** Shows a case. Raises Refused. */
  async open(id) {
    this.clear();
    this.#id = id;
    this.#once = crypto.randomUUID();
    byId("case-title").textContent = t("melding-openen");
    await this.#show(await get(`meldingen/${id}`));
    byId("case-title").focus({ preventScroll: true });
    if (this.#id === id && this.#data.case.state === "nieuw") {
      await this.#show(await post(`meldingen/${id}/staat`, { state: "gezien" }));
      byId("case-seen").hidden = false;
    }
  }

  /** Looks whether something was added or moved since. */
  async refresh() {
    const id = this.#id;
    if (!id || !this.#data) return;
    const fresh = await get(`meldingen/${id}`);
    const mark = (data) => JSON.stringify([data.case, data.answer_days, data.entries.map((entry) => entry.id)]);
    if (this.#id === id && mark(fresh) !== mark(this.#data)) await this.#show(fresh);
  }

  /** Nothing opened is left in the page. */
  clear() {
    this.#id = this.#data = null;
    byId("entries").replaceChildren();
    byId("answer-text").value = "";
    byId("case-title").textContent = "";
    byId("case-seen").hidden = true;
    for (const name of ["answer-problem", "answer-progress", "state-done"]) tell(byId(name), "");
  }

  async #show(data) {
    const id = this.#id;
    const said = await Promise.all(data.entries.map((entry) => this.#open(entry)));
    if (this.#id !== id || data.case.id !== id) return; // left in the meantime
    this.#data = data;
    const { case: item } = data;
    byId("case-title").textContent = t("melding-kop", { dag: item.received_long });
    const facts = [make("span", { className: "tag" }, item.withdrawn ? t("ingetrokken-op", { dag: item.withdrawn }) : t(`staat.${item.state}`))];
    if (!item.withdrawn) facts.push(make("span", { className: "tag quiet" }, t(`manier.${item.way}`)));
    if (item.due) {
      const text = t(`${item.overdue ? "te-laat" : "wacht-op"}.${item.due_what}`, { dag: item.due });
      facts.push(make("span", { className: item.overdue ? "due late" : "due" }, text));
    }
    if (item.asked) facts.push(make("span", { className: "due late" }, t("gevraagd-op", { dag: item.asked })));
    byId("case-facts").replaceChildren(...facts);
    byId("case-withdrawn").hidden = !item.withdrawn;
    byId("entries").replaceChildren(...data.entries.map((entry, at) => card(entry, said[at], item.id, said.slice(at + 1))));
    const closed = item.state === "gesloten" || Boolean(item.withdrawn);
    byId("answer").hidden = Boolean(item.withdrawn);
    if (item.withdrawn) {
      byId("answer-text").value = "";
      byId("case-seen").hidden = true;
    }
    byId("answer-closed").hidden = !closed;
    byId("answer-open").hidden = closed;
    byId("answer-anonymous").hidden = item.way === "naam";
    byId("answer-unreachable").hidden = item.reachable || closed;
    byId("quick").replaceChildren(...data.answer_days.map((name) => this.#quick(name)));
    byId("state-now").textContent = t("staat-uitleg", { staat: t(`staat.${item.state}`) });
    byId("moves").replaceChildren(...data.moves.filter((state) => hasWords(`staat-kies.${state}`)).map((state) => this.#move(state)));
    byId("state").hidden = closed;
  }

  /** What was sealed, or null when this key does not open it. */
  async #open(entry) {
    try {
      return JSON.parse(await this.#vault.open(entry.sealed));
    } catch {
      return null;
    }
  }

  #quick({ short, long }) {
    const button = make("button", { type: "button", className: "choice" }, short);
    button.onclick = () => {
      byId("answer-text").value = t("antwoord-snel-tekst", { dag: long });
      byId("answer-text").focus();
    };
    return button;
  }

  #move(state) {
    const button = make("button", { type: "button", className: "choice" }, t(`staat-kies.${state}`));
    button.onclick = async () => {
      try {
        await this.#show(await post(`meldingen/${this.#id}/staat`, { state }));
        tell(byId("state-done"), t("staat-gelukt", { staat: t(`staat.${state}`) }));
      } catch (problem) {
        this.#handle(problem, byId("state-done"));
      }
    };
    return button;
  }

  async #send() {
    const text = byId("answer-text").value.trim();
    const length = Array.from(text).length;
    if (!text) return tell(byId("answer-problem"), t("antwoord-leeg"));
    if (length > LONGEST) return tell(byId("answer-problem"), t("antwoord-te-lang", { aantal: length, meest: LONGEST }));
    tell(byId("answer-problem"), "");
    tell(byId("answer-progress"), t("antwoord-bezig"));
    byId("answer-send").disabled = true;
    try {
      const data = await post(`meldingen/${this.#id}/antwoord`, { text, once: this.#once });
      this.#once = crypto.randomUUID(); // only now: until the server said yes, sending again is the same answer
      byId("answer-text").value = "";
      await this.#show(data);
      tell(byId("answer-progress"), t(data.case.reachable ? "antwoord-gelukt" : "antwoord-gelukt-onbereikbaar"));
    } catch (problem) {
      tell(byId("answer-progress"), "");
      if (problem instanceof Refused) this.#handle(problem, byId("answer-problem"));
      else tell(byId("answer-problem"), t("fout-anders"));
    } finally {
      byId("answer-send").disabled = false;
    }
  }
}

/** One piece as it is read; `later` is what came after it. */
function card(entry, said, caseId, later) {
  const article = make("article", { className: `entry ${entry.kind}` }, make("h2", {}, title(entry, said), " ", make("small", {}, entry.at)));
  if (!said) article.append(make("p", { className: "note" }, t("stuk-dicht")));
  else if (said.zaak !== caseId || said.soort !== entry.kind) article.append(make("p", { className: "problem" }, t("stuk-verplaatst")));
  else {
    if (over(said, later)) article.append(make("p", { className: "note" }, t("toestemming-voorbij")));
    if (said.soort === "bekend") article.append(make("p", { className: "soft" }, t("bekend-uitleg")));
    article.append(fields(said));
  }
  return article;
}

function title(entry, said) {
  if (entry.kind === "toestemming") {
    const to = said && hasWords(`aan.${said.aan}`) ? t(`aan.${said.aan}`) : "";
    return t(said && !said.ja ? "stuk-toestemming-weg" : "stuk-toestemming", { aan: to });
  }
  if (entry.kind in HEADS) return t(HEADS[entry.kind]);
  return entry.mine ? t("stuk-antwoord-eigen") : t("stuk-antwoord-ander", { naam: entry.author ?? "" });
}

/** Whether a consent was taken back afterwards: who reads only this piece must not act on it. */
const over = (said, later) => said.ja && later.findLast((one) => one?.soort === "toestemming" && one.aan === said.aan)?.ja === false;

/** The keys of something opened, in a fixed order; what we have no words for is shown as it is. */
function fields(said) {
  const list = make("dl");
  const parts = [];
  const names = [...ORDER.filter((name) => name in said), ...Object.keys(said).filter((name) => !ORDER.includes(name) && name !== "datum"), "datum"];
  for (const name of names) {
    if (HIDDEN.includes(name) || said[name] === null || said[name] === undefined || said[name] === "") continue;
    if (name === "tekst") parts.push(make("p", { className: "long" }, String(said[name])));
    else list.append(make("dt", {}, hasWords(`veld.${name}`) ? t(`veld.${name}`) : name), make("dd", { className: LONG.includes(name) ? "long" : "" }, shown(name, said[name])));
  }
  if (list.children.length) parts.push(list);
  return make("div", {}, ...parts);
}

function shown(name, value) {
  if (name in CODED) return [value].flat().map((one) => (hasWords(CODED[name](one)) ? t(CODED[name](one)) : one)).join("\n");
  if (name === "datum" && /^\d{4}-\d\d-\d\d$/.test(value)) return day.format(new Date(`${value}T12:00`));
  return typeof value === "string" ? value : JSON.stringify(value, null, 1);
}
