// Reads pages of lessons in a real browser, as a class would: by keys, by touch, on paper, without JavaScript.
//
//   node browser.mjs MODULES PAGE…      MODULES holds node_modules with playwright-core and axe-core
//
// Says what is wrong, one line each, and ends with 1; or how much it has looked at, and ends with 0.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, ...pages] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require("playwright-core");
const axe = require("axe-core").source;

const FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const wrong = [];
let looked = 0;

const check = (holds, ...said) => {
  looked += 1;
  if (!holds) wrong.push(said.join(" "));
};

/** A page that reports each request, each error and each word on the console. */
async function open(browser, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const url = pathToFileURL(path).href;
  page.on("request", (request) => check(request.url() === url || request.url().startsWith("data:"), path, "asks for", request.url()));
  page.on("console", (message) => check(false, path, "says on the console:", message.text()));
  page.on("pageerror", (error) => check(false, path, "breaks:", error.message));
  await page.goto(url);
  return page;
}

/** Where the page is, and what can be seen and heard of it. */
const now = (page) =>
  page.evaluate(() => ({
    at: state.at,
    last: last(),
    asking: state.asking,
    question: state.asking === null ? null : story().questions[state.asking],
    title: step().title,
    heading: document.getElementById("heading").textContent,
    text: document.body.innerText + [...document.querySelectorAll("[aria-label], [aria-valuetext], [title]")].map((one) => [one.ariaLabel, one.ariaValueText, one.title].join(" ")).join(" ") + document.getElementById("live").textContent,
    next: !document.getElementById("next").disabled,
  }));

/** To the last step by keys, answering each question, the first one wrong. */
async function walk(page, path) {
  const seen = [];
  for (let keys = 0; keys < 1000; keys += 1) {
    const here = await now(page);
    seen.push(here.text);
    check(!/\[object |undefined|NaN/.test(here.text), path, "shows something that is no text at step", String(here.at + 1));
    if (here.asking !== null) await answer(page, path, here, seen);
    else {
      check(here.heading.includes(here.title), path, "shows", here.heading, "instead of", here.title);
      if (here.at === here.last) return keys;
      await page.keyboard.press(keys % 2 === 0 ? "ArrowRight" : "PageDown");
    }
  }
  check(false, path, "has no end");
  return 0;
}

async function answer(page, path, here, seen) {
  const { question } = here;
  const coming = await page.evaluate((before) => story().steps[before].title, question.before);
  const before = seen.join("\n");
  check(!here.text.includes(question.why), path, "gives the answer away:", question.why);
  const shown = before.slice(0, before.length - here.text.length).includes(coming) || question.text.includes(coming) || question.choices.includes(coming);
  check(shown || !here.text.includes(coming), path, "shows what comes after the question:", coming);
  check(!here.next, path, "lets a question be passed");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("End");
  check((await now(page)).asking === here.asking, path, "passes a question");
  const choice = here.asking === 0 ? (question.answer + 1) % question.choices.length : question.answer;
  await page.keyboard.press(String(choice + 1));
  const after = await now(page);
  check(after.text.includes(question.why), path, "does not say why:", question.why);
  await page.keyboard.press("Enter");
}

async function forwardAndBack(browser, path) {
  const page = await open(browser, path);
  const keys = await walk(page, path);
  check(keys > 0, path, "cannot be walked");
  const { questions, right } = await page.evaluate(() => ({ questions: story().questions.length, right: score() }));
  if (questions > 0) check(right.includes(String(questions - 1)), path, "counts answers wrong:", right);
  for (const pane of ["1", "2", "3", "4", "5"]) {
    await page.keyboard.press(pane);
    check(!/\[object |undefined|NaN/.test((await now(page)).text), path, "shows something that is no text in pane", pane);
  }
  const english = (await now(page)).text;
  await page.keyboard.press("t");
  check((await now(page)).text !== english, path, "speaks one language only");
  check(["en", "ja"].includes(await page.evaluate(() => document.documentElement.lang)), path, "does not say its language");
  for (let at = (await now(page)).at; at > 0; at -= 1) await page.keyboard.press("ArrowLeft");
  const begin = await now(page);
  check(begin.at === 0 && begin.heading.includes(begin.title), path, "does not go back to its beginning");
  await page.context().close();
}

/** What moves sets out, and lands; until then it is not told what becomes of it. */
async function movement(browser, path) {
  const page = await open(browser, path, { reducedMotion: "no-preference" });
  await page.evaluate(() => {
    story().questions.forEach((_, at) => state.passed.add(at));
    goTo(story().steps.findIndex((one) => one.motion?.outcome === "refused") - 1);
  });
  await page.keyboard.press("ArrowRight");
  const place = () => page.evaluate(() => document.getElementById("cargo").getAttribute("transform"));
  const start = await place();
  check(await page.evaluate(() => getComputedStyle(document.querySelector("#cargo .outcome")).visibility === "hidden"), path, "says too early that a letter is refused");
  await page.waitForFunction(() => !document.getElementById("cargo").classList.contains("flying"));
  check((await place()) !== start, path, "does not move");
  check(await page.evaluate(() => getComputedStyle(document.querySelector("#cargo .outcome")).visibility === "visible"), path, "does not say that a letter is refused");
  await page.context().close();
}

async function touch(browser, path) {
  const page = await open(browser, path, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.tap("#next");
  check((await now(page)).at === 1, path, "has no button to be touched");
  const session = await page.context().newCDPSession(page);
  const finger = (type, x) => session.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y: 300 }] });
  for (const x of [300, 200, 80]) await finger(x === 300 ? "touchStart" : "touchMove", x);
  await finger("touchEnd");
  check((await now(page)).at === 2, path, "does not know a swipe");
  check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path, "is wider than a telephone");
  await page.context().close();
}

/** The rules of WCAG 2.2, levels A and AA, that a program can check. */
async function audit(page, path, where) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  for (const one of found.violations) check(false, path, where, one.id, one.nodes.slice(0, 2).map((node) => `${node.html} ${node.failureSummary}`).join(" | "));
  check(found.passes.length > 10, path, where, "was not looked at");
}

async function accessible(browser, path) {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 390]]) {
    const page = await open(browser, path, { colorScheme, viewport: { width, height: 800 } });
    const where = `${colorScheme} ${width}`;
    await audit(page, path, `${where} at the beginning`);
    await page.evaluate(() => goTo(last()));
    await audit(page, path, `${where} at a question`);
    await page.keyboard.press("1");
    await audit(page, path, `${where} at an answer`);
    await page.keyboard.press("t");
    await page.evaluate(() => {
      story().questions.forEach((_, at) => state.passed.add(at));
      goTo(last());
    });
    for (const pane of [1, 2, 3, 4, 5]) {
      await page.evaluate((pane) => {
        if (state.pinned !== PANES[pane - 1]) pin(PANES[pane - 1]);
        document.querySelectorAll("details").forEach((one) => { one.open = true; });
      }, pane);
      await audit(page, path, `${where} in pane ${pane}`);
    }
    await page.keyboard.press("?");
    await audit(page, path, `${where} with its keys`);
    await page.context().close();
  }
}

/** On paper, and without JavaScript, the whole story is there. */
async function handout(browser, path) {
  const page = await open(browser, path);
  const titles = await page.evaluate(() => story().steps.map((one) => one.title));
  await page.emulateMedia({ media: "print" });
  const paper = await page.evaluate(() => document.body.innerText);
  check(titles.every((title) => paper.includes(title)), path, "does not print all steps");
  check(!(await page.isVisible("#player")), path, "prints its buttons");
  const pdf = await page.pdf({ format: "A4" });
  check(pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length > 1, path, "prints nothing");
  await page.context().close();
  const still = await open(browser, path, { javaScriptEnabled: false });
  const text = await still.locator("body").innerText();
  check(titles.every((title) => text.includes(title)), path, "shows nothing without JavaScript");
  check(!(await still.isVisible("#player")), path, "shows dead buttons without JavaScript");
  check((await still.locator("article:visible").count()) === 1, path, "shows both languages at once");
  await still.context().close();
}

const browser = await chromium.launch({ executablePath: process.env.TEGAMI_CHROMIUM ?? "/usr/bin/chromium", args: FLAGS.split(" ") });
try {
  for (const path of pages) await forwardAndBack(browser, path);
  for (const part of [movement, touch, accessible, handout]) await part(browser, pages[0]);
} finally {
  await browser.close();
}
console.log(wrong.length === 0 ? `${looked} things looked at` : wrong.join("\n"));
process.exit(wrong.length === 0 ? 0 : 1);
