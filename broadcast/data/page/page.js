(() => {
  "use strict";
  const player = document.querySelector(".player");
  const audio = player.querySelector("audio");
  const deck = player.querySelector(".deck");
  const toggle = deck.querySelector(".toggle");
  const seek = deck.querySelector(".seek");
  const now = deck.querySelector(".now");
  const at = deck.querySelector(".at");
  const rows = Array.from(document.querySelectorAll("tbody.row"), (body) => ({
    body,
    start: Number(body.dataset.start),
    name: [".page", ".who"].map((part) => body.querySelector(part)?.textContent.trim()).filter(Boolean).join("  "),
  }));
  let current = null;
  let sliding = false;

  deck.hidden = false;
  player.dataset.ready = "";

  const clock = (seconds) => {
    const whole = Math.floor(seconds);
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
    const last = String(whole % 60).padStart(2, "0");
    return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${last}` : `${minutes}:${last}`;
  };
  const picture = document.querySelector(".picture svg");
  const playhead = picture && document.createElementNS(picture.namespaceURI, "line");
  const place = (seconds) => {
    const { left, right, seconds: whole } = picture.dataset;
    const x = Number(left) + (right - left) * Math.min(seconds / whole, 1);
    playhead.setAttribute("x1", x);
    playhead.setAttribute("x2", x);
  };
  if (picture) {
    playhead.setAttribute("class", "pp-playhead");
    playhead.setAttribute("y2", picture.dataset.bottom);
    picture.append(playhead);
    picture.addEventListener("click", (event) => {
      const box = picture.getBoundingClientRect();
      const { left, right, seconds: whole } = picture.dataset;
      const x = ((event.clientX - box.left) / box.width) * picture.viewBox.baseVal.width;
      audio.currentTime = Math.min(Math.max((x - left) / (right - left), 0), 1) * whole;
      mark();
      play();
    });
  }
  const indexAt = (seconds) => rows.findLastIndex((row) => row.start <= seconds + 0.005);
  const mark = () => {
    const row = rows[indexAt(audio.currentTime)] ?? null;
    at.textContent = clock(audio.currentTime);
    if (!sliding) seek.value = audio.currentTime;
    if (picture) place(audio.currentTime);
    seek.setAttribute("aria-valuetext", clock(audio.currentTime));
    if (row === current) return;
    current?.body.classList.remove("now");
    current?.body.removeAttribute("aria-current");
    current = row;
    now.textContent = row ? row.name : "";
    if (!row || (audio.paused && audio.currentTime === 0)) return;
    row.body.classList.add("now");
    row.body.setAttribute("aria-current", "true");
    const box = row.body.getBoundingClientRect();
    const hidden = box.top < 40 || box.bottom > innerHeight - player.offsetHeight;
    if (hidden && !audio.paused) row.body.scrollIntoView({ block: "center" });
  };
  const play = () => audio.play().catch(() => {});
  const go = (row) => {
    audio.currentTime = row.start;
    mark();
    play();
  };
  const step = (by) => {
    const index = Math.min(Math.max(indexAt(audio.currentTime) + by, 0), rows.length - 1);
    if (rows[index]) go(rows[index]);
  };
  const move = (by) => {
    audio.currentTime = Math.min(Math.max(audio.currentTime + by, 0), audio.duration || 0);
  };

  toggle.addEventListener("click", () => (audio.paused ? play() : audio.pause()));
  deck.querySelectorAll(".step").forEach((button) =>
    button.addEventListener("click", () => step(Number(button.dataset.step))));
  seek.addEventListener("input", () => {
    sliding = true;
    audio.currentTime = Number(seek.value);
  });
  seek.addEventListener("change", () => { sliding = false; });
  for (const row of rows) {
    row.body.addEventListener("click", () => {
      if (String(getSelection())) return;
      go(row);
    });
  }
  for (const name of ["play", "pause", "ended"]) {
    audio.addEventListener(name, () => {
      deck.classList.toggle("playing", !audio.paused);
      toggle.setAttribute("aria-label", audio.paused ? "Play" : "Pause");
      current = undefined;
      document.querySelector(".row.now")?.classList.remove("now");
      mark();
    });
  }
  audio.addEventListener("timeupdate", mark);
  audio.addEventListener("seeked", mark);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === seek) return;
    const onButton = event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement;
    const keys = {
      " ": () => toggle.click(),
      ArrowLeft: () => move(-5),
      ArrowRight: () => move(5),
      ArrowUp: () => step(-1),
      ArrowDown: () => step(1),
    };
    if (!(event.key in keys) || (event.key === " " && onButton)) return;
    event.preventDefault();
    keys[event.key]();
  });
  mark();
})();
