/* Reads a part of the page sentence by sentence and shows which part is being read.
   Only with a voice that lives on the device: other voices send the text to a stranger. Words of
   another language, like the Dutch beside a skill, are read by a voice of that one, or not at all. */

import { byId, find, words } from "../shared/find.js";

const READ = "h1, h2, h3, h4, p, li, dt, dd, legend, label, caption, th, td, figcaption, [data-read=yes]";
const SILENT = '[data-read="no"], .visually-hidden';
const RATE = 0.9;

/** @param {HTMLButtonElement} button */
export function start(button) {
  if (!("speechSynthesis" in window)) return;
  const target = byId(words(button, "target"), HTMLElement);
  const label = find(button, "span", HTMLElement);
  const before = label.textContent;
  let turn = 0;

  const offer = () => { button.hidden = !voiceFor(languageOf(target)); };
  const stop = () => {
    turn += 1;
    speechSynthesis.cancel();
    label.textContent = before;
    button.setAttribute("aria-pressed", "false");
    mark(null);
  };
  const read = async () => {
    const mine = (turn += 1);
    label.textContent = words(button, "stop");
    button.setAttribute("aria-pressed", "true");
    for (const element of parts(target)) {
      mark(element);
      for (const { sentence, language } of sentencesIn(element)) {
        if (mine !== turn) return;
        await speak(sentence, language);
      }
    }
    if (mine === turn) stop();
  };

  button.addEventListener("click", () => (button.getAttribute("aria-pressed") === "true" ? stop() : read()));
  speechSynthesis.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", stop);
  offer();
}

/** @param {string} language */
function voiceFor(language) {
  const wanted = language.toLowerCase().split("-")[0];
  return speechSynthesis.getVoices()
    .find((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === wanted);
}

/**
 * Elements that hold words of their own, in the order of the page.
 * @param {HTMLElement} target
 */
function* parts(target) {
  for (const element of target.querySelectorAll(READ)) {
    if (!(element instanceof HTMLElement) || element.querySelector(READ)) continue;
    if (!isSilent(element)) yield element;
  }
}

/** @param {Element} element */
function isSilent(element) {
  return element.closest(SILENT) !== null || element.getClientRects().length === 0;
}

/** @param {HTMLElement} element */
function sentencesIn(element) {
  return runsOf(element).flatMap(({ language, text }) => sentencesOf(text).map((sentence) => ({ sentence, language })));
}

/**
 * The words of an element, cut where the language changes.
 * @param {HTMLElement} element
 */
function runsOf(element) {
  /** @type {{ language: string, text: string }[]} */
  const runs = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const inside = node instanceof Element ? node : node.parentElement;
    if (!inside || (isSilent(inside) && inside.tagName !== "BR")) continue;
    const text = node instanceof Element ? breakAt(node) : (node.textContent ?? "").replace(/\s+/g, " ");
    const language = languageOf(inside);
    const last = runs.at(-1);
    if (last?.language === language) last.text += text;
    else runs.push({ language, text });
  }
  return runs;
}

/** @param {Element} element */
function breakAt(element) {
  const isInline = element.tagName !== "BR" && getComputedStyle(element).display.startsWith("inline");
  return isInline ? "" : "\n";
}

/** @param {Element} element */
function languageOf(element) {
  return element.closest("[lang]")?.getAttribute("lang") ?? document.documentElement.lang;
}

/** @param {string} text */
export function sentencesOf(text) {
  const found = text.match(/[^.!?؟።\n]+[.!?؟።]*/g) ?? [];
  return found.map((each) => each.trim()).filter(Boolean);
}

/**
 * @param {string} sentence
 * @param {string} language
 * @returns {Promise<void>}
 */
function speak(sentence, language) {
  const voice = voiceFor(language);
  if (!voice) return Promise.resolve();
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.voice = voice;
    utterance.lang = voice.lang; // Android needs both
    utterance.rate = RATE;
    utterance.onend = utterance.onerror = () => resolve();
    speechSynthesis.speak(utterance);
  });
}

/** @param {HTMLElement | null} element */
function mark(element) {
  document.querySelector(".is-read")?.classList.remove("is-read");
  if (!element) return;
  element.classList.add("is-read");
  element.scrollIntoView({ block: "nearest" });
}
