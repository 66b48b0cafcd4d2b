// The page's door to the worker that holds the private key. Refuses to keep the key, or anything that was opened.

const policy = globalThis.trustedTypes?.createPolicy("stagemaat", { createScriptURL: () => "/static/vault-worker.js" });

/** The passphrase or key does not open this. */
export class NotOpened extends Error {}

/** The worker did not load. */
export class NoVault extends Error {}

export class Vault {
  #worker = null;
  #waiting = new Map();
  #number = 0;

  #start() {
    this.#worker = new Worker(policy?.createScriptURL("") ?? "/static/vault-worker.js", { type: "module" });
    this.#worker.onmessage = ({ data }) => {
      if (data.ready) return;
      const { resolve, reject } = this.#waiting.get(data.number);
      this.#waiting.delete(data.number);
      if (data.failed) reject(new NotOpened());
      else resolve(data.result);
    };
    this.#worker.onerror = () => {
      for (const { reject } of this.#waiting.values()) reject(new NoVault());
      this.forget();
    };
  }

  #ask(act, data) {
    if (!this.#worker) this.#start();
    return new Promise((resolve, reject) => {
      const number = ++this.#number;
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ ...data, act, number });
    });
  }

  /** {publicKey, locked}: a new key pair, its private half locked. */
  make = (passphrase) => this.#ask("make", { passphrase });

  /** The answer to a challenge (base64); from now on `open` works. Raises NotOpened when the passphrase is wrong. */
  unlock = (locked, passphrase, sealed) => this.#ask("unlock", { locked, passphrase, sealed });

  /** The text of something sealed (base64). Raises NotOpened. */
  open = (sealed) => this.#ask("open", { sealed });

  /** The key is gone from memory. */
  forget() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#waiting.clear();
  }
}
