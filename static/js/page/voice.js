/* Records a short message and gives it to the form as a file.
   Without a microphone, or a browser that records, the field stays hidden: pictures and text remain. */

const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4;codecs=mp4a.40.2", "audio/mp4"];
const BITS_PER_SECOND = 32_000; // enough for speech: a minute is a quarter of a megabyte
const LEAST_BYTES = 512; // Chromium gives 110 bytes of header when it was stopped before any sound came
const PATIENCE = 15_000;
const TICK = 200;

export async function start(frame) {
  const kind = KINDS.find((each) => window.MediaRecorder?.isTypeSupported(each));
  if (!kind || !(await hasMicrophone())) return;
  const field = fieldOf(frame);
  const does = { record: () => record(field, kind), stop: () => field.recorder.stop(), listen: () => listen(field), discard: () => discard(field) };
  for (const button of frame.querySelectorAll("[data-does]")) button.addEventListener("click", does[button.dataset.does]);
  field.input.form.addEventListener("submit", (event) => check(field, event), { capture: true });
  show(field, "ready");
  frame.hidden = false;
}

async function hasMicrophone() {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.some((device) => device.kind === "audioinput");
}

function fieldOf(frame) {
  const find = (selector) => frame.querySelector(selector);
  return {
    frame,
    input: find('input[type="file"]'),
    time: find('[role="timer"] span'),
    status: find('[role="status"]'),
    alert: find('[role="alert"]'),
    player: find("audio"),
    recorder: null,
    sendWith: null, // the button that was tapped while the recording went on
  };
}

/* Shows what can be done now; a button that had the focus and goes gives it to the one that comes. */
function show(field, state) {
  const { frame } = field;
  const focused = frame.contains(document.activeElement);
  for (const part of frame.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== state;
  field.status.textContent = frame.dataset[state] ?? "";
  warn(field, "");
  if (focused) frame.querySelector("button:not([hidden])")?.focus();
}

function warn(field, words) {
  field.alert.querySelector("span").textContent = words;
  field.alert.hidden = !words;
}

async function record(field, kind) {
  const { frame } = field;
  discard(field);
  show(field, "asking");
  let microphone;
  try {
    microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    show(field, "ready");
    return warn(field, frame.dataset.refused);
  }
  field.status.textContent = frame.dataset.starting;
  const recorder = new MediaRecorder(microphone, { mimeType: kind, audioBitsPerSecond: BITS_PER_SECOND });
  const pieces = [];
  let size = 0;
  let stopTime;
  const givingUp = setTimeout(() => recorder.stop(), PATIENCE);
  recorder.addEventListener("dataavailable", ({ data }) => {
    pieces.push(data);
    size += data.size;
    if (stopTime || size < LEAST_BYTES || recorder.state !== "recording") return;
    clearTimeout(givingUp); // now there is sound: a slow device takes seconds until it listens
    stopTime = keepTime(field, () => recorder.stop());
    show(field, "speaking");
  });
  recorder.addEventListener("stop", () => {
    clearTimeout(givingUp);
    stopTime?.();
    for (const track of microphone.getTracks()) track.stop(); // the light of the microphone goes out
    keep(field, new Blob(pieces, { type: kind.split(";")[0] }));
  });
  field.recorder = recorder;
  recorder.start(TICK);
}

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

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function keep(field, sound) {
  const { frame, input, player, sendWith } = field;
  field.recorder = field.sendWith = null;
  if (sound.size < LEAST_BYTES || sound.size > Number(frame.dataset.bytes)) {
    show(field, "ready");
    return warn(field, frame.dataset.empty);
  }
  const transfer = new DataTransfer();
  transfer.items.add(new File([sound], "voice", { type: sound.type }));
  input.files = transfer.files;
  player.src = URL.createObjectURL(sound);
  show(field, "spoken");
  if (sendWith) input.form.requestSubmit(sendWith);
}

function listen({ player }) {
  player.currentTime = 0;
  player.play();
}

function discard(field) {
  field.player.pause();
  if (field.player.src) URL.revokeObjectURL(field.player.src);
  field.player.removeAttribute("src");
  field.input.value = "";
  show(field, "ready");
}

/* Nothing that was said is lost by sending: the recording ends first, and what the server would
   send the page back for is asked here. */
function check(field, event) {
  const { frame, input, recorder } = field;
  const needed = input.form.querySelectorAll(`[name="${frame.dataset.needs}"]`);
  if (recorder) {
    field.sendWith = event.submitter;
    if (recorder.state === "recording") recorder.stop();
  } else if (input.files.length === 0 || [...needed].some((each) => each.checked)) {
    return;
  } else {
    warn(field, frame.dataset.missing);
    needed[0].focus();
  }
  event.preventDefault();
  event.stopImmediatePropagation();
}
