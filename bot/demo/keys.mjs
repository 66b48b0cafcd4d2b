// Makes a locked key pair for each passphrase on standard input, with the same library as a recipient's browser. Refuses to write a file.
import { Encrypter, armor, generateX25519Identity, identityToRecipient } from "../static/age.js";

let asked = "";
for await (const piece of process.stdin) asked += piece;

const pairs = [];
for (const passphrase of JSON.parse(asked)) {
  const identity = await generateX25519Identity();
  const lock = new Encrypter();
  lock.setPassphrase(passphrase);
  lock.setScryptWorkFactor(17); // as invitation.js; pyrage measures the machine instead, and may choose more than a browser opens
  pairs.push({ public: await identityToRecipient(identity), locked: armor.encode(await lock.encrypt(identity)) });
}
console.log(JSON.stringify(pairs));
