// Small helpers for our pages: words, elements, showing and hiding. Refuses to make HTML out of text: everything is a text node.

let words = {};

/** Fetches the words of a page (content/nl/*.md, as JSON). */
export async function loadWords(url) {
  words = await (await fetch(url)).json();
}

/** One text, its {places} filled in. An unknown key shows itself. */
export function t(key, values = {}) {
  const text = words[key] ?? key;
  return text.replaceAll("\n", " ").replace(/\{(\w+)\}/g, (_, place) => values[place] ?? "");
}

/** Whether there are words for this key. */
export const hasWords = (key) => key in words;

export const byId = (id) => document.getElementById(id);

/** An element with properties and children (elements or strings). */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Shows a text in an element, or hides the element when there is none. */
export function tell(element, text) {
  element.textContent = text ?? "";
  element.hidden = !text;
}

/** Shows one of several sections, and moves the reader to its heading. */
export function showOnly(section, sections, focus = true) {
  for (const other of sections) other.hidden = other !== section;
  window.scrollTo(0, 0);
  if (focus) section.querySelector("h1[tabindex]")?.focus({ preventScroll: true });
}
