// Holds the recipient's private key, away from the page, and opens what is sealed to it. Refuses to give the key out, and to talk with the network.

import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "./age.js";

const WORK_FACTOR = 17; // 128 MB and half a second on a laptop; the passphrase itself holds 66 bits
let identity = null;

const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const base64 = (data) => btoa(String.fromCharCode(...data));

const acts = {
  /** A new key pair: the public half, and the private half locked with the passphrase. */
  async make({ passphrase }) {
    const fresh = await generateX25519Identity();
    const lock = new Encrypter();
    lock.setPassphrase(passphrase);
    lock.setScryptWorkFactor(WORK_FACTOR);
    const locked = armor.encode(await lock.encrypt(`${fresh}\n`));
    return { publicKey: await identityToRecipient(fresh), locked };
  },

  /** Opens the locked key, and with it the challenge. The key stays here; only the challenge's answer leaves. */
  async unlock({ locked, passphrase, sealed }) {
    const opener = new Decrypter();
    opener.addPassphrase(passphrase);
    const text = await opener.decrypt(armor.decode(locked), "text");
    const found = text.split("\n").find((line) => line.startsWith("AGE-SECRET-KEY-"));
    const answer = await open(found.trim(), sealed);
    identity = found.trim();
    return base64(answer);
  },

  /** The text of something sealed. */
  async open({ sealed }) {
    return new TextDecoder().decode(await open(identity, sealed));
  },
};

async function open(key, sealed) {
  const opener = new Decrypter();
  opener.addIdentity(key);
  return opener.decrypt(bytes(sealed));
}

onmessage = async ({ data }) => {
  try {
    postMessage({ number: data.number, result: await acts[data.act](data) });
  } catch {
    postMessage({ number: data.number, failed: true }); // never the error itself: it could quote what it read
  }
};
postMessage({ ready: true });
