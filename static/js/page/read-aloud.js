/* Reads a part of the page sentence by sentence and shows which part is being read.
   Only with a voice that lives on the device: other voices send the text to a stranger. */

const READ = "h1, h2, h3, h4, p, li, dt, dd, legend, label, caption, th, td, figcaption";

export function start(button) {
  const target = document.getElementById(button.dataset.target);
  if (!target || !("speechSynthesis" in window)) return;
  const words = button.querySelector("span");
  const before = words.textContent;
  let turn = 0;

  const offer = () => { button.hidden = !voiceFor(document.documentElement.lang); };
  const stop = () => {
    turn += 1;
    speechSynthesis.cancel();
    words.textContent = before;
    button.setAttribute("aria-pressed", "false");
    mark(null);
  };

  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    const mine = (turn += 1);
    words.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
    for (const { element, sentences, language } of parts(target)) {
      mark(element);
      for (const sentence of sentences) {
        if (mine !== turn) return;
        await speak(sentence, language);
      }
    }
    if (mine === turn) stop();
  });
  speechSynthesis.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", stop);
  offer();
}

function voiceFor(language) {
  const wanted = language.toLowerCase().split("-")[0];
  return speechSynthesis.getVoices()
    .find((voice) => voice.localService && voice.lang.toLowerCase().split(/[-_]/)[0] === wanted);
}

/* Elements that hold words of their own, in the order of the page. */
function* parts(target) {
  for (const element of target.querySelectorAll(READ)) {
    if (element.closest('[data-read="no"], .visually-hidden, [hidden]') || element.querySelector(READ)) continue;
    if (!element.checkVisibility()) continue;
    const sentences = element.innerText.match(/[^.!?\n]+[.!?]*/g) ?? [];
    const language = element.closest("[lang]").lang;
    yield { element, language, sentences: sentences.map((each) => each.trim()).filter(Boolean) };
  }
}

function speak(sentence, language) {
  return new Promise((resolve) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    const voice = voiceFor(language);
    if (!voice) return resolve();
    utterance.voice = voice;
    utterance.lang = voice.lang; // Android needs both
    utterance.rate = 0.9;
    utterance.onend = resolve;
    utterance.onerror = resolve;
    speechSynthesis.speak(utterance);
  });
}

function mark(element) {
  document.querySelector(".is-read")?.classList.remove("is-read");
  if (!element) return;
  element.classList.add("is-read");
  element.scrollIntoView({ block: "nearest" });
}
