/* Records a short message and gives it to the form as a file.
   Without a microphone, or a browser that records, the field stays hidden: pictures and text remain. */

import { find, words } from "../shared/find.js";
import { send } from "../shared/send.js";

/**
 * @typedef {object} Field
 * @property {HTMLElement} frame
 * @property {HTMLInputElement} input
 * @property {HTMLFormElement} form
 * @property {HTMLElement} time
 * @property {HTMLElement} status
 * @property {HTMLElement} alert
 * @property {HTMLAudioElement} player
 * @property {MediaRecorder | null} recorder
 * @property {HTMLElement | null} sendWith the button that was tapped while the recording went on
 */

const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4;codecs=mp4a.40.2", "audio/mp4"];
const BITS_PER_SECOND = 32_000; // enough for speech: a minute is a quarter of a megabyte
const LEAST_BYTES = 512; // Chromium gives 110 bytes of header when it was stopped before any sound came
const PATIENCE = 15_000;
const TICK = 200;

/** @param {HTMLElement} frame */
export async function start(frame) {
  const kind = KINDS.find((each) => window.MediaRecorder?.isTypeSupported(each));
  if (!kind || !(await hasMicrophone())) return;
  const field = fieldOf(frame);
  const on = (/** @type {string} */ does, /** @type {() => void} */ doIt) => {
    for (const button of frame.querySelectorAll(`[data-does="${does}"]`)) button.addEventListener("click", doIt);
  };
  on("record", () => record(field, kind));
  on("stop", () => field.recorder?.stop());
  on("listen", () => listen(field));
  on("discard", () => discard(field));
  field.form.addEventListener("submit", (event) => check(field, event), { capture: true });
  show(field, "ready");
  frame.hidden = false;
}

async function hasMicrophone() {
  if (!navigator.mediaDevices) return false; // without HTTPS there is none
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.some((device) => device.kind === "audioinput");
  } catch {
    return false;
  }
}

/**
 * @param {HTMLElement} frame
 * @returns {Field}
 */
function fieldOf(frame) {
  const input = find(frame, 'input[type="file"]', HTMLInputElement);
  if (!input.form) throw new TypeError("the voice stands in no form");
  return {
    frame,
    input,
    form: input.form,
    time: find(frame, '[role="timer"] span', HTMLElement),
    status: find(frame, '[role="status"]', HTMLElement),
    alert: find(frame, '[role="alert"]', HTMLElement),
    player: find(frame, "audio", HTMLAudioElement),
    recorder: null,
    sendWith: null,
  };
}

/**
 * Shows what can be done now; a button that had the focus and goes gives it to the one that comes.
 * @param {Field} field
 * @param {string} state
 */
function show(field, state) {
  const { frame } = field;
  const focused = frame.contains(document.activeElement);
  for (const part of frame.querySelectorAll("[data-when]")) {
    if (part instanceof HTMLElement) part.hidden = part.dataset.when !== state;
  }
  field.status.textContent = frame.dataset[state] ?? "";
  warn(field, "");
  const next = frame.querySelector("button:not([hidden])"); // none while the device asks
  if (focused && next instanceof HTMLButtonElement) next.focus();
}

/**
 * @param {Field} field
 * @param {string} sentence
 */
function warn(field, sentence) {
  find(field.alert, "span", HTMLElement).textContent = sentence;
  field.alert.hidden = !sentence;
}

/**
 * @param {Field} field
 * @param {string} kind
 */
async function record(field, kind) {
  const { frame } = field;
  discard(field);
  show(field, "asking");
  let microphone;
  try {
    microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    show(field, "ready");
    return warn(field, words(frame, "refused"));
  }
  field.status.textContent = words(frame, "starting");
  const recorder = new MediaRecorder(microphone, { mimeType: kind, audioBitsPerSecond: BITS_PER_SECOND });
  /** @type {Blob[]} */
  const pieces = [];
  let size = 0;
  /** @type {(() => void) | undefined} */
  let stopTime;
  const stop = () => recorder.stop();
  const givingUp = setTimeout(stop, PATIENCE);
  recorder.addEventListener("dataavailable", ({ data }) => {
    pieces.push(data);
    size += data.size;
    if (stopTime || size < LEAST_BYTES || recorder.state !== "recording") return;
    clearTimeout(givingUp); // now there is sound: a slow device takes seconds until it listens
    stopTime = keepTime(field, stop);
    show(field, "speaking");
  });
  recorder.addEventListener("stop", () => {
    clearTimeout(givingUp);
    stopTime?.();
    for (const track of microphone.getTracks()) track.stop(); // the light of the microphone goes out
    keep(field, new Blob(pieces, { type: kind.replace(/;.*/, "") }));
  });
  field.recorder = recorder;
  recorder.start(TICK);
}

/**
 * @param {Field} field
 * @param {() => void} atTheEnd
 */
function keepTime(field, atTheEnd) {
  const most = Number(field.frame.dataset.seconds);
  const began = performance.now();
  let ended = false;
  const tick = () => {
    const seconds = Math.min(most, Math.floor((performance.now() - began) / 1000));
    field.time.textContent = `${clock(seconds)} / ${clock(most)}`;
    if (seconds < most || ended) return;
    ended = true;
    atTheEnd();
  };
  tick();
  const ticking = setInterval(tick, TICK);
  return () => clearInterval(ticking);
}

/** @param {number} seconds */
export function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/**
 * @param {Field} field
 * @param {Blob} sound
 */
function keep(field, sound) {
  const { frame, form, input, player, sendWith } = field;
  field.recorder = field.sendWith = null;
  if (sound.size < LEAST_BYTES || sound.size > Number(frame.dataset.bytes)) {
    show(field, "ready");
    return warn(field, words(frame, "empty"));
  }
  const transfer = new DataTransfer();
  transfer.items.add(new File([sound], "voice", { type: sound.type }));
  input.files = transfer.files;
  player.src = URL.createObjectURL(sound);
  show(field, "spoken");
  if (sendWith) send(form, sendWith);
}

/** @param {Field} field */
function listen({ player }) {
  player.currentTime = 0;
  player.play();
}

/** @param {Field} field */
function discard(field) {
  field.player.pause();
  if (field.player.src) URL.revokeObjectURL(field.player.src);
  field.player.removeAttribute("src");
  field.input.value = "";
  show(field, "ready");
}

/**
 * Nothing that was said is lost by sending: the recording ends first, and what the server would
 * send the page back for is asked here.
 * @param {Field} field
 * @param {SubmitEvent} event
 */
function check(field, event) {
  const { frame, form, input, recorder } = field;
  const needed = [...form.querySelectorAll("input")].filter((each) => each.name === frame.dataset.needs);
  if (recorder) {
    field.sendWith = event.submitter;
    if (recorder.state === "recording") recorder.stop();
  } else if (!input.files?.length || needed.some((each) => each.checked)) {
    return;
  } else {
    warn(field, words(frame, "missing"));
    needed[0]?.focus();
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}
