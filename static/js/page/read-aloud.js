/* Reads a part of the page sentence by sentence and shows which part is being read.
   Only with a voice that lives on the device: other voices send the text to a stranger. */

import { byId, find, words } from "../shared/find.js";

const READ = "h1, h2, h3, h4, p, li, dt, dd, legend, label, caption, th, td, figcaption, [data-read=yes]";
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
    for (const { element, sentences, language } of parts(target)) {
      mark(element);
      for (const sentence of sentences) {
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
    if (element.closest('[data-read="no"], .visually-hidden') || element.getClientRects().length === 0) continue;
    const sentences = sentencesOf(element.innerText);
    const language = languageOf(element);
    yield { element, language, sentences };
  }
}

/** @param {HTMLElement} element */
function languageOf(element) {
  return element.closest("[lang]")?.getAttribute("lang") ?? document.documentElement.lang;
}

/** @param {string} text */
export function sentencesOf(text) {
  const found = text.match(/[^.!?\n]+[.!?]*/g) ?? [];
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
