// The page of an invitation: makes the key pair and the passphrase. Refuses to send the passphrase or the private key, and to leave the code in the address.

import { byId, loadWords, make, showOnly, t, tell } from "./page.js";
import { compare, makePassphrase, tidy, WORDS } from "./passphrase.js";
import { post, Refused } from "./server.js";
import { NoVault, Vault } from "./vault.js";

const code = decodeURIComponent(location.hash.slice(1));
history.replaceState(null, "", location.pathname); // at once: before anything else can look at the address

const steps = ["wait", "start", "words", "type", "done"].map((name) => byId(`step-${name}`));
const show = (name) => showOnly(byId(`step-${name}`), steps);
const vault = new Vault();
let passphrase = "";

async function begin() {
  await loadWords("/postvak/woorden.json");
  if (!code) return tell(byId("wait-text"), t("uitnodiging-geen-code"));
  try {
    const invited = await post("uitnodiging", { code });
    byId("start-title").textContent = t("uitnodiging-welkom", { naam: invited.name });
    byId("start-for").textContent = t("uitnodiging-voor", { rol: invited.role, school: document.querySelector("[data-school]").dataset.school });
    byId("start-again").hidden = !invited.again;
    show("start");
  } catch (problem) {
    tell(byId("wait-text"), t(problem instanceof Refused && problem.status === 404 ? "uitnodiging-verlopen" : "fout-verbinding"));
  }
}

byId("start").onclick = async () => {
  passphrase ||= await makePassphrase();
  byId("words").replaceChildren(...passphrase.split(" ").map((word) => make("li", {}, word)));
  show("words");
};

byId("copy").onclick = async () => {
  await navigator.clipboard.writeText(passphrase);
  byId("copied").hidden = false;
};

byId("kept").onclick = () => {
  byId("words").replaceChildren();
  byId("copied").hidden = true;
  show("type");
  byId("typed").focus();
};

byId("again").onclick = () => byId("start").click();

byId("type").onsubmit = async (event) => {
  event.preventDefault();
  const { count, wrong } = compare(byId("typed").value, passphrase);
  if (count !== WORDS) return tell(byId("type-problem"), t("terugtypen-fout-aantal", { aantal: count }));
  if (wrong.length) return tell(byId("type-problem"), t("terugtypen-fout-woord", { nummers: wrong.join(", ") }));
  tell(byId("type-problem"), "");
  tell(byId("type-progress"), t("sleutel-bezig"));
  byId("lock").disabled = true;
  try {
    const { publicKey, locked } = await vault.make(tidy(passphrase));
    await post("sleutel", { code, public_key: publicKey, locked_identity: locked });
    passphrase = byId("typed").value = "";
    vault.forget();
    show("done");
  } catch (problem) {
    const key = problem instanceof NoVault ? "fout-sleutelprogramma" : problem.status === 404 ? "uitnodiging-verlopen" : "fout-verbinding";
    tell(byId("type-problem"), t(key));
  } finally {
    tell(byId("type-progress"), "");
    byId("lock").disabled = false;
  }
};

begin();
