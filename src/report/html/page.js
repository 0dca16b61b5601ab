"use strict";
// The page of a lesson. It has three parts:
//
//   state    where the reader is, what was answered, in which language
//   draw     puts the state on the page; everything from the story is put in as text
//   act      keys, buttons, swipes change the state, and draw again
//
// Nothing behind a question that is still open is put on the page, neither to be seen nor to be heard.

const $ = (id) => document.getElementById(id);
const data = unpacked(JSON.parse($("data").textContent));
const quiet = matchMedia("(prefers-reduced-motion: reduce)");
const phone = matchMedia("(max-width: 760px)");
const night = matchMedia("(prefers-color-scheme: dark)");

const state = {
  lang: data.lang,
  at: 0, // the step, from 0
  furthest: 0, // the last step that was seen
  asking: null, // the question on the page
  answers: new Map(), // question → choice
  passed: new Set(), // questions that were left behind
  pinned: null, // the pane that the reader wants at every step
};

const told = () => data.told[state.lang];
const story = () => told().story;
const step = () => story().steps[state.at];
/** The step that may be shown: none while a question stands before the first one. */
const shown = () => (state.asking !== null && story().questions[state.asking].before <= state.at ? undefined : step());
const words = () => told().words;
const last = () => story().steps.length - 1;

/** What was packed by pack.rs: "$n" stands for the nth thing in the pool, which only refers to those before it. */
function unpacked({ pool, root }) {
  const done = [];
  const open = (value) => {
    if (typeof value === "string" && value[0] === "$") return value[1] === "$" ? value.slice(1) : done[value.slice(1)];
    if (Array.isArray(value)) return value.map(open);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, open(field)]));
  };
  for (const value of pool) done.push(open(value));
  return open(root);
}

/** An element; strings among its children become text. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "onclick") made.addEventListener("click", value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const symbol = { plain: "", good: "✓ ", bad: "✗ ", warn: "! " };

// Questions

/** The first question between here and there that still has to be answered. */
function questionBefore(there) {
  const open = (question, at) => !state.passed.has(at) && question.before <= there && question.before >= state.at;
  const found = story().questions.findIndex(open);
  return found < 0 ? null : found;
}

/** From this step on, nothing may be shown. */
function veil() {
  const open = story().questions.filter((_, at) => !state.passed.has(at)).map((question) => question.before);
  return Math.min(...open, Infinity);
}

function choose(choice) {
  if (state.asking === null || state.answers.has(state.asking)) return;
  if (choice < 0 || choice >= story().questions[state.asking].choices.length) return;
  state.answers.set(state.asking, choice);
  drawTold();
  drawWalk();
  $("on").focus();
  const question = story().questions[state.asking];
  say(`${verdictOn(question, choice)} ${question.why}`);
}

function verdictOn(question, choice) {
  const right = choice === question.answer;
  return right ? words().right : fill(words().wrong, { answer: question.choices[question.answer] });
}

/** Leaves an answered question behind: its step comes, or the next question before it. */
function goOn() {
  const { before } = story().questions[state.asking];
  state.passed.add(state.asking);
  state.asking = null;
  goTo(before, before > state.at);
}

// Getting about

function goTo(there, moving = false) {
  const target = Math.max(0, Math.min(there, last()));
  const asked = target >= state.at ? questionBefore(target) : null;
  if (asked === null) {
    state.asking = null;
    state.at = target;
  } else {
    state.asking = asked;
    state.at = Math.max(state.at, story().questions[asked].before - 1);
  }
  state.furthest = Math.max(state.furthest, state.at);
  draw(moving && asked === null);
  if (asked !== null) $("heading").focus({ preventScroll: false });
  announce();
}

function next() {
  if (state.asking !== null) {
    if (state.answers.has(state.asking)) goOn();
    else say(words().answerFirst);
  } else if (state.at < last()) goTo(state.at + 1, true);
}

function back() {
  if (state.asking !== null) {
    state.asking = null;
    draw(false);
    announce();
  } else goTo(state.at - 1);
}

function announce() {
  if (state.asking !== null) {
    const number = state.asking + 1;
    return say(`${fill(words().question, { n: number })}: ${story().questions[state.asking].text}`);
  }
  if (step()) say(`${count()}: ${step().title}. ${step().text}`);
}

function say(text) {
  $("live").textContent = text;
}

const count = () => fill(words().step, { n: state.at + 1, all: last() + 1 });

// Drawing

function draw(moving) {
  const lang = state.lang;
  document.documentElement.lang = lang;
  document.title = story().title;
  $("title").textContent = story().title;
  label("language", words().language, words().other);
  label("theme", isDark() ? words().light : words().dark);
  label("print", words().print);
  $("keys").setAttribute("aria-label", words().help);
  $("stage").setAttribute("aria-label", words().map);
  $("more").setAttribute("aria-label", words().panes);
  $("walk").setAttribute("aria-label", words().steps);
  for (const handout of document.querySelectorAll(".handout")) handout.hidden = handout.lang !== lang;
  drawMap(moving);
  drawTold();
  drawMore();
  drawWalk();
}

function label(id, text, lang) {
  $(id).textContent = text;
  if (lang) $(id).lang = lang;
}

// The map

let flight = 0; // counts up, so that a flight that is no longer wanted ends

function drawMap(moving) {
  const drawing = told()[phone.matches ? "narrow" : "wide"];
  const map = $("map");
  const shape = `${state.lang} ${drawing.width}`;
  if (map.dataset.shape !== shape) {
    map.dataset.shape = shape;
    map.setAttribute("viewBox", `0 0 ${drawing.width} ${drawing.height}`);
    map.innerHTML = `${drawing.map}<g id="badges"></g><g id="going" class="going"></g><g id="cargo"></g><g id="card"></g>`;
  }
  const now = shown();
  map.setAttribute("aria-label", now ? `${words().map}: ${movement(now)}` : words().map);
  const stages = ["submission", "resolution", "transfer", "retrieval"];
  const stage = now ? String(stages.indexOf(now.stage) + 1) : "";
  for (const way of map.querySelectorAll("[data-stage]")) way.classList.toggle("current", way.dataset.stage === stage);
  for (const box of map.querySelectorAll("[data-host]")) box.classList.toggle("here", box.dataset.host === now?.host);
  fly(drawing, moving && !quiet.matches);
}

/** What moves, in words. */
function movement(now) {
  if (!now.motion) return `${now.host}: ${now.title}`;
  return `${now.motion.from} → ${now.motion.to}: ${now.title}`;
}

/** The legs of a flight, as parts of its way: what was refused comes back, and so does the answer to a question. */
const LEGS = { refused: [0, 0.9, 0.5], deferred: [0, 0.9, 0.15], lost: [0, 0.6], arrived: [0, 1], junked: [0, 1] };

function fly(drawing, moving) {
  const mine = ++flight;
  const moment = shown() && drawing.steps[state.at];
  const before = drawing.steps[state.at - 1];
  const cargo = moment?.cargo;
  $("going").innerHTML = cargo ? `<path class="way" id="way" d="${cargo.way}"/>${cargo.arrow}` : "";
  $("cargo").innerHTML = cargo ? cargo.icon : "";
  $("card").innerHTML = cargo ? cargo.card : "";
  $("badges").innerHTML = ((moving && cargo ? before : moment) ?? moment)?.badges ?? "";
  if (!cargo) return;
  const asks = step().motion.cargo.cargo === "question";
  const legs = asks && step().motion.outcome === "arrived" ? [0, 1, 0.5] : LEGS[step().motion.outcome];
  if (!moving) return land(drawing, cargo, legs, moment);
  for (const part of ["cargo", "card"]) $(part).classList.add("flying");
  const length = legs.slice(1).reduce((sum, leg, at) => sum + Math.abs(leg - legs[at]), 0);
  const began = performance.now();
  const frame = (now) => {
    if (mine !== flight) return;
    const gone = (now - began) / 1000;
    if (gone >= length) return land(drawing, cargo, legs, moment);
    put(drawing, cargo, along(legs, gone));
    requestAnimationFrame(frame);
  };
  put(drawing, cargo, 0);
  requestAnimationFrame(frame);
}

/** Where somebody is who has gone so far along the legs; slow at both ends. */
function along(legs, gone) {
  let left = gone;
  for (let at = 1; at < legs.length; at += 1) {
    const length = Math.abs(legs[at] - legs[at - 1]);
    if (left <= length) {
      const part = left / length;
      return legs[at - 1] + (legs[at] - legs[at - 1]) * (part * part * (3 - 2 * part));
    }
    left -= length;
  }
  return legs[legs.length - 1];
}

function land(drawing, cargo, legs, moment) {
  for (const part of ["cargo", "card"]) $(part).classList.remove("flying");
  $("badges").innerHTML = moment.badges;
  put(drawing, cargo, legs[legs.length - 1]);
}

/** Puts the thing on its way, just before the machine where the way ends, and what is told of it beside it. */
function put(drawing, cargo, part) {
  const way = $("way");
  const length = way.getTotalLength();
  const margin = Math.min(36, length / 2);
  const { x, y } = way.getPointAtLength(margin + (length - 2 * margin) * part);
  $("cargo").setAttribute("transform", `translate(${x} ${y})`);
  const half = cargo.width / 2;
  let [cx, cy] = [x, y + (y < 100 ? 28 : 64)];
  if (cargo.beside) {
    cx = x + 44 + cargo.width < drawing.width ? x + 44 + half : x - 44 - half;
    cy = y - cargo.height / 2;
  }
  cx = Math.max(half + 6, Math.min(cx, drawing.width - half - 6));
  $("card").setAttribute("transform", `translate(${cx} ${cy})`);
}

// The explanation, or the question

function drawTold() {
  const box = $("told");
  box.classList.toggle("asking", state.asking !== null);
  box.replaceChildren(...(state.asking === null ? explanation() : question()));
}

function explanation() {
  const now = step();
  if (!now) return [el("h2", { id: "heading", tabindex: "-1" }, story().title)];
  const parts = [
    el("p", { class: "eyebrow" }, `${told().places[state.at]} · ${now.host} · ${now.time}`),
    el("h2", { id: "heading", tabindex: "-1", class: now.tone }, symbol[now.tone] + now.title),
  ];
  if (state.at === 0 && story().goal) parts.push(el("p", { class: "faint" }, `${words().goal}: ${story().goal}`));
  parts.push(el("p", {}, now.text));
  if (now.remark) parts.push(el("p", { class: "remark" }, `${words().teacher}: ${now.remark}`));
  parts.push(links(words().because, now.causes), links(words().leads, now.effects.filter((link) => link.step < veil())));
  if (state.at === last() && story().questions.length > 0) parts.push(el("p", {}, score()));
  if (now.motion && !quiet.matches) {
    parts.push(el("p", { class: "links" }, el("button", { type: "button", onclick: () => drawMap(true) }, `↻ ${words().again}`)));
  }
  return parts;
}

function score() {
  const right = [...state.answers].filter(([at, choice]) => story().questions[at].answer === choice).length;
  return fill(words().score, { right, all: story().questions.length });
}

function links(title, all) {
  if (all.length === 0) return "";
  const buttons = all.map((link) => el("li", {}, el("button", { type: "button", onclick: () => goTo(link.step) }, link.text)));
  return el("ul", { class: "links" }, el("li", { class: "faint" }, title), buttons);
}

function question() {
  const asked = story().questions[state.asking];
  const chosen = state.answers.get(state.asking);
  const answered = chosen !== undefined;
  const mark = (at) => (at === asked.answer ? "✓" : at === chosen ? "✗" : "");
  const choice = (text, at) => {
    const classes = [answered && at === asked.answer && "right", at === chosen && "chosen"].filter(Boolean).join(" ");
    const button = el(
      "button",
      { type: "button", class: classes, disabled: answered && at !== chosen && at !== asked.answer, onclick: () => choose(at) },
      el("span", { class: "digit", "aria-hidden": "true" }, String(at + 1)),
      el("span", {}, text),
      answered ? el("span", { class: "mark" }, mark(at)) : "",
    );
    return el("li", {}, button);
  };
  const parts = [
    el("p", { class: "eyebrow" }, fill(words().question, { n: state.asking + 1 })),
    el("h2", { id: "heading", tabindex: "-1" }, asked.text),
    answered ? "" : el("p", { class: "faint" }, words().think),
    el("ol", { class: "choices" }, asked.choices.map(choice)),
  ];
  if (answered) {
    const tone = chosen === asked.answer ? "good" : "bad";
    parts.push(el("p", { class: tone }, el("strong", {}, verdictOn(asked, chosen))), el("p", {}, asked.why));
    parts.push(el("p", {}, el("button", { type: "button", id: "on", class: "big", onclick: goOn }, words().on)));
  }
  return parts.filter((part) => part !== "");
}

// The panes

const PANES = ["conversation", "letter", "header", "verdicts", "mailboxes"];
const FITTING = { write: "letter", stamp: "header", spf: "verdicts", dkim: "verdicts", dmarc: "verdicts", arc: "verdicts", decision: "verdicts", file: "mailboxes", wait: "mailboxes", read: "verdicts" };

/** The pane that the reader has pinned, or the one that fits the step. */
const pane = () => state.pinned ?? FITTING[step()?.phase] ?? "conversation";

function pin(name) {
  state.pinned = state.pinned === name ? null : name;
  drawMore();
}

function drawMore() {
  $("more").hidden = !shown();
  if ($("more").hidden) return $("more").replaceChildren();
  const button = (name) => el("button", { type: "button", "aria-pressed": String(name === pane()), onclick: () => pin(name) }, words()[name]);
  const content = { conversation, letter, header, verdicts, mailboxes }[pane()](step());
  $("more").replaceChildren(
    el("div", { id: "panes", role: "group", "aria-label": words().panes }, PANES.map(button)),
    el("div", { id: "pane" }, content),
  );
}

function conversation(now) {
  if (now.lines.length === 0) return el("p", { class: "faint" }, words().silence);
  const who = (line) => {
    if (line.speaker === "nobody") return words().note;
    if (line.kind === "dns") return line.speaker === "client" ? words().asks : words().answers;
    return words()[line.speaker];
  };
  const same = (line, other) => other && other.speaker === line.speaker && other.kind === line.kind;
  const said = (line, at) =>
    el(
      "li",
      { class: `${line.speaker}${line.secret ? " secret" : ""}` },
      el("span", { class: "who" }, same(line, now.lines[at - 1]) ? "" : who(line)),
      el("span", { class: "said" }, line.text),
    );
  const secret = now.lines.some((line) => line.secret);
  return [secret ? el("p", { class: "caption" }, `▚ ${words().secret}`) : "", el("ol", { class: "talk" }, now.lines.map(said))];
}

function letter(now) {
  const view = now.view;
  if (!view) return el("p", { class: "faint" }, words().noLetter);
  const differs = view.senders && !view.senders.same_domain;
  const field = (one) => {
    const classes = one.mark === "new" ? "new" : one.mark === "removed" ? "gone" : differs && /^from$/i.test(one.name) ? "warn new" : "";
    return [el("dt", { class: classes }, one.name), el("dd", { class: classes }, one.shown, tag(one))];
  };
  return [
    envelope(view, differs),
    el(
      "div",
      { class: "sheet" },
      el("p", { class: "caption" }, words().sheet),
      el("dl", {}, view.header.map(field)),
      el("p", { class: "body" }, view.body),
    ),
    view.senders ? el("p", { class: differs ? "warn" : "" }, (differs ? "! " : "") + view.senders.text) : "",
  ];
}

function envelope(view, differs) {
  if (view.mail_from === null) return el("p", { class: "faint" }, words().outside);
  const to = view.rcpt_to.map((address) => [el("dt", {}, "RCPT TO"), el("dd", { class: "mono" }, address)]);
  return el(
    "div",
    { class: "envelope-card" },
    el("p", { class: "caption" }, `✉ ${words().envelope}`),
    el("dl", {}, el("dt", {}, "MAIL FROM"), el("dd", { class: `mono${differs ? " warn new" : ""}` }, view.mail_from), to),
  );
}

function tag(field) {
  if (field.mark === "new") return el("span", { class: "tag" }, words().added);
  if (field.mark === "removed") return el("span", { class: "tag" }, words().removed);
  return "";
}

function header(now) {
  if (!now.view) return el("p", { class: "faint" }, words().noLetter);
  return now.view.header.map((field) =>
    el(
      "details",
      { open: field.mark === "new" },
      el("summary", {}, el("span", { class: `name${field.mark === "removed" ? " gone" : ""}` }, field.name), tag(field)),
      el("pre", {}, field.parts.length > 0 ? field.parts.map(part) : field.raw),
      field.meaning ? el("p", {}, field.meaning) : "",
      field.origin ? el("p", {}, el("strong", {}, `${words().whose}: `), field.origin.text) : "",
      field.origin ? links(words().because, field.origin.links.filter((link) => link.step < veil())) : "",
      notes(field.parts),
    ),
  );
}

const part = (one) => el("span", { class: `part-${one.word}` }, one.text);

function notes(parts) {
  const noted = parts.filter((one) => one.note);
  if (noted.length === 0) return "";
  const whose = (one) => (one.word === "neutral" ? "" : ` (${words()[one.word]})`);
  return el("ul", { class: "notes" }, noted.map((one) => el("li", {}, el("span", { class: "mono" }, one.text.trim()), `${whose(one)}: ${one.note}`)));
}

function verdicts(now) {
  const parts = now.verdicts.map(verdict);
  const ended = now.phase === "read" || state.at === last();
  if (parts.length === 0 && !ended) return el("p", { class: "faint" }, words().unchecked);
  const compared = state.at === last() ? story().beside ?? [] : [];
  const title = compared.length > 0 ? [el("h3", {}, words().beside)] : [];
  return ended ? [...parts, ...title, ...compared.map(beside), ...endings(now)] : parts;
}

function verdict(one) {
  const at = story().proofs.findIndex((proof) => proof.event === one.event);
  const line = [
    el("span", { class: "method" }, one.method),
    el("span", { class: `result ${one.tone}` }, symbol[one.tone] + one.gloss),
    el("span", { class: "about" }, one.about),
  ];
  if (at < 0) return el("div", { class: "verdict" }, el("p", {}, line));
  return el("details", { class: "verdict" }, el("summary", {}, line, el("span", { class: "why" }, words().why)), proof(story().proofs[at]));
}

function proof(one) {
  return [el("p", {}, one.question), reasons(one.reasons), el("p", { class: one.tone }, el("strong", {}, one.conclusion))];
}

function reasons(all) {
  return el("ul", { class: "reasons" }, all.map(reason));
}

function reason(one) {
  const [sign, word] = words().signs[one.sign];
  const head = [
    el("span", { class: "sign" }, el("span", { "aria-hidden": "true" }, sign), el("span", { class: "unseen" }, word)),
    one.label ? el("span", { class: "mono" }, one.label) : "",
    " ",
    one.text,
    one.clause ? el("span", { class: "clause" }, ` ${one.clause}`) : "",
  ];
  if (one.exhibits.length === 0 && one.reasons.length === 0) return el("li", {}, head);
  const inside = [one.exhibits.map(exhibit), one.reasons.length > 0 ? reasons(one.reasons) : ""];
  return el("li", {}, el("details", { open: one.exhibits.length === 0 }, el("summary", {}, head), inside));
}

function exhibit(one) {
  const kinds = { added: "ins", removed: "del", differs: "mark" };
  const span = (piece) => (piece.emphasis === "plain" ? piece.text : el(kinds[piece.emphasis] ?? "span", { class: `em-${piece.emphasis}` }, piece.text));
  const lines = one.lines.flatMap((line) => [...line.map(span), "\n"]);
  return el("div", { class: "exhibit", tabindex: "0", role: "group", "aria-label": one.caption || words().more }, one.caption ? el("p", { class: "faint" }, one.caption) : "", el("pre", {}, lines));
}

function endings(now) {
  const ours = story().endings.filter((ending) => state.at === last() || ending.letter === now.letter);
  return ours.map((ending) => {
    const row = (one) => el("tr", {}, el("th", { scope: "row" }, one.label), el("td", { class: one.tone }, symbol[one.tone] + one.value));
    return el(
      "section",
      {},
      el("h3", { class: ending.tone }, symbol[ending.tone] + ending.outcome),
      ending.reply ? el("p", {}, `${words().reply}: `, el("span", { class: "mono" }, ending.reply)) : "",
      el("table", {}, el("tbody", {}, ending.summary.rows.map(row))),
      ending.senders ? el("p", {}, ending.senders.text) : "",
      ending.source ? el("details", {}, el("summary", {}, words().source), el("pre", {}, ending.source)) : "",
    );
  });
}

/** What a server that does it right made of a letter, and what a naive one made of it. */
function beside(one) {
  const cell = (all, differs) => el("td", { class: `${all.tone}${differs ? " new" : ""}` }, all.text ? symbol[all.tone] + all.text : "–");
  const row = ({ label, before, after }) => {
    const differs = before.text !== after.text || before.tone !== after.tone;
    return el("tr", {}, el("th", { scope: "row" }, differs ? `≠ ${label}` : label), cell(before, differs), cell(after, differs));
  };
  const head = ["", one.strict, one.naive].map((host) => el("th", { scope: "col" }, host));
  return el(
    "section",
    { class: "beside" },
    el("p", { class: "caption" }, one.title),
    el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, one.rows.map(row))),
    one.apart.map(({ step, text }) => el("p", { class: "warn" }, el("strong", {}, `${fill(words().apart, { n: step + 1 })} `), text)),
  );
}

function mailboxes(now) {
  if (now.places.length === 0) return el("p", { class: "faint" }, words().noMailbox);
  const lying = (one) => el("li", { class: one.new ? "new" : "" }, `${one.new ? "✉ " : ""}${one.who}: ${one.subject}`, one.note ? ` (${one.note})` : "");
  return now.places.map((place) =>
    el(
      "section",
      { class: "place" },
      el("p", { class: "caption" }, place.label, el("span", { class: "faint" }, ` · ${place.host}`)),
      place.letters.length > 0 ? el("ul", {}, place.letters.map(lying)) : el("p", { class: "faint" }, words().empty),
    ),
  );
}

// The line of steps

function drawWalk() {
  label("back", words().back);
  label("next", words().next);
  $("back").disabled = state.at === 0 && state.asking === null;
  $("next").disabled = state.asking === null ? state.at >= last() : !state.answers.has(state.asking);
  const slider = $("slider");
  slider.max = String(last() + 1);
  slider.value = String(state.at + 1);
  slider.setAttribute("aria-label", words().steps);
  slider.setAttribute("aria-valuetext", step() && state.asking === null ? `${count()}: ${step().title}` : count());
  $("count").textContent = count();
  const asks = new Set(story().questions.filter((_, at) => !state.passed.has(at)).map((one) => one.before));
  const tick = (one, at) => {
    const seen = at <= state.furthest;
    const begins = seen && at > 0 && story().steps[at - 1].stage !== one.stage ? "begins" : "";
    const marked = seen && ["bad", "warn"].includes(one.tone) ? one.tone : "";
    if (asks.has(at)) return el("span", { class: "asks" }, "?");
    return el("span", { class: `${at <= state.at ? "seen" : ""} ${begins} ${marked}`.trim() });
  };
  $("ticks").replaceChildren(...story().steps.map(tick));
}

// Keys, buttons, swipes

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : night.matches;
}

function switchTheme() {
  document.documentElement.dataset.theme = isDark() ? "light" : "dark";
  label("theme", isDark() ? words().light : words().dark);
}

function switchLanguage() {
  state.lang = state.lang === "en" ? "ja" : "en";
  draw(false);
  announce();
}

function showKeys() {
  const row = ([keys, does]) => el("tr", {}, el("th", { scope: "row" }, keys.split(" ").map((key) => [el("kbd", {}, key), " "])), el("td", {}, does));
  $("help").replaceChildren(
    el("h2", { id: "help-title" }, words().help),
    el("table", {}, el("tbody", {}, words().keys.map(row))),
    el("p", { class: "faint" }, words().made),
    el("form", { method: "dialog" }, el("button", { class: "big" }, words().close)),
  );
  $("help").showModal();
}

const KEYS = {
  ArrowRight: next, PageDown: next, ArrowLeft: back, PageUp: back, " ": next,
  Home: () => goTo(0), End: () => goTo(last()),
  m: () => drawMap(true), t: switchLanguage, d: switchTheme, "?": showKeys,
};

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
  const native = event.target.closest("input") || (event.key === " " && event.target.closest("button, summary"));
  if (native) return;
  const digit = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
  if (digit >= 0) {
    if (state.asking !== null) choose(digit);
    else if (digit < PANES.length) pin(PANES[digit]);
  } else if (KEYS[event.key]) KEYS[event.key]();
  else return;
  event.preventDefault();
}

let touched = null;

function touchBegins(event) {
  touched = event.touches.length === 1 && !event.target.closest(".exhibit, input") ? event.touches[0] : null;
}

/** A swipe is a touch that goes far to the side, and hardly up or down. */
function touchEnds(event) {
  if (!touched) return;
  const { clientX, clientY } = event.changedTouches[0];
  const [dx, dy] = [clientX - touched.clientX, clientY - touched.clientY];
  touched = null;
  if (Math.abs(dx) < 60 || Math.abs(dx) < 2 * Math.abs(dy)) return;
  if (dx < 0) next();
  else back();
}

function begin() {
  document.documentElement.classList.add("js");
  $("player").hidden = false;
  $("next").addEventListener("click", next);
  $("back").addEventListener("click", back);
  $("language").addEventListener("click", switchLanguage);
  $("theme").addEventListener("click", switchTheme);
  $("print").addEventListener("click", () => print());
  $("keys").addEventListener("click", showKeys);
  $("slider").addEventListener("input", (event) => goTo(Number(event.target.value) - 1));
  document.addEventListener("keydown", key);
  $("main").addEventListener("touchstart", touchBegins, { passive: true });
  $("main").addEventListener("touchend", touchEnds);
  phone.addEventListener("change", () => drawMap(false));
  night.addEventListener("change", () => label("theme", isDark() ? words().light : words().dark));
  goTo(0);
  $("live").textContent = "";
}

begin();
