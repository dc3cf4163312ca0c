const id = name => document.getElementById(name);
const FOLLOW_MILLIS = 2000;
const plots = new Map();
let run = null;
let alone = false;

function duration(seconds) {
  const all = Math.round(seconds);
  const [hours, minutes] = [Math.floor(all / 3600), Math.floor(all / 60) % 60];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${all < 600 ? all % 60 + " s" : ""}`.trim() : `${all} s`;
}

function lines() {
  return run.charts.flatMap(chart => chart.lines);
}

// A run is given: by the page itself, or by the file beside it.
function bagelRun(data) {
  run = data;
  for (const chart of run.charts) {
    chart.lines.forEach((line, i) => {
      line.colour = `var(--c${i % 10})`;
      line.dash = ["", "6 4", "2 4", "8 3 2 3"][Math.floor(i / 10) % 4];
      line.noisy = line.name.startsWith("train/") && line.name !== "train/learning_rate";
    });
  }
  head();
  changed();
  table();
}

// Something that all charts share has changed, or, without a name, all of it.
function changed(what, value) {
  if (what === "hover") {
    if (shared.hover === value) return;
    shared.hover = value;
    for (const plot of plots.values()) plot.point();
    return;
  }
  if (what === "view") shared.view = value;
  range();
  id("empty").hidden = run.charts.length > 0;
  id("tools").hidden = id("hint").hidden = run.charts.length === 0;
  run.charts.forEach((chart, i) => {
    if (!plots.has(chart.title)) {
      const card = id("card").content.firstElementChild.cloneNode(true);
      plots.set(chart.title, new Plot(card));
      sizes.observe(card);
    }
    const plot = plots.get(chart.title);
    if (id("charts").children[i] !== plot.card) id("charts").insertBefore(plot.card, id("charts").children[i] ?? null);
    plot.card.classList.toggle("first", i === 0);
    plot.card.classList.toggle("crowd", chart.lines.length > 10);
    plot.show(chart, changed);
  });
}

function range() {
  const all = lines().filter(line => line.steps.length > 0);
  const first = Math.min(...all.map(line => line.steps[0]));
  const last = Math.max(...all.map(line => line.steps.at(-1)));
  const { share, from, to } = shared.view;
  let [begin, end] = share === undefined ? [from, to] : [last - (last - first) * share, last];
  if (all.length === 0) [begin, end] = [0, 1];
  if (begin === end) [begin, end] = [begin - 1, end + 1];
  shared.steps = [begin, end];
  for (const button of document.querySelectorAll(".choice button")) {
    button.setAttribute("aria-pressed", Number(button.dataset.share) === share);
  }
  id("shown").textContent = share === undefined ? `steps ${whole(begin)} to ${whole(end)}` : "";
}

function head() {
  document.title = (run.state === "live" && run.steps > 0 ? Math.floor(run.step / run.steps * 100) + " % · " : "") + run.title;
  id("title").textContent = run.title;
  document.body.className = run.state;
  state();
  id("reason").hidden = run.reason === "";
  id("reason").textContent = run.reason;
  const bar = id("bar");
  bar.hidden = run.steps === 0;
  bar.setAttribute("aria-valuemax", run.steps);
  bar.setAttribute("aria-valuenow", run.step);
  bar.firstElementChild.style.width = Math.min(100, run.step / run.steps * 100) + "%";
  pairs("tiles", tiles());
  pairs("configuration", Object.entries(run.configuration));
  id("configuration-section").hidden = Object.keys(run.configuration).length === 0;
}

function state() {
  const quiet = run.updated === null ? 0 : (Date.now() - run.updated) / 1000;
  const usual = run.rows > 1 ? (run.updated - run.started) / 1000 / run.rows : 0;
  const time = run.updated === null ? "" : new Date(run.updated).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
  let text = { live: "Live", finished: "Finished", stopped: `Stopped at step ${whole(run.step)}` }[run.state];
  if (run.state === "live" && alone) text = "Up to this page's writing";
  else if (run.state === "live" && quiet > Math.max(60, 20 * usual)) text = `No news for ${duration(quiet)}`;
  id("state-text").textContent = time === "" ? text : `${text} · ${time}`;
}

function tiles() {
  const tiles = [["Step", run.steps > 0 ? `${whole(run.step)} / ${whole(run.steps)}` : whole(run.step)]];
  const named = { "train/loss": "Loss", "eval/loss": "Held-out loss", "train/reward_accuracy": "Reward accuracy", "train/tokens_per_second": "Tokens per second" };
  for (const [name, title] of Object.entries(named)) {
    const line = lines().find(line => line.name === name);
    if (line) tiles.push([title, typeof line.last === "string" ? line.last : line.last.toLocaleString("en-US", { maximumSignificantDigits: 4 })]);
  }
  if (run.state === "live" && run.left !== null) tiles.push(["Left", duration(run.left)]);
  else if (run.rows > 1) tiles.push(["From first to last step", duration((run.updated - run.started) / 1000)]);
  return tiles;
}

function pairs(list, entries) {
  id(list).replaceChildren(...entries.map(([name, value]) => {
    const [pair, term, text] = ["div", "dt", "dd"].map(tag => document.createElement(tag));
    if (list === "configuration") pair.style.display = "contents";
    term.textContent = name;
    text.textContent = value;
    pair.append(term, text);
    return pair;
  }));
}

function table() {
  id("table-section").hidden = run.charts.length === 0;
  id("values").replaceChildren(...lines().map(line => {
    const row = document.createElement("tr");
    const name = document.createElement("th");
    name.scope = "row";
    name.textContent = line.name;
    row.append(name);
    let low = -1, high = -1;
    line.values.forEach((value, i) => {
      if (value === null) return;
      if (low < 0 || value < line.values[low]) low = i;
      if (high < 0 || value > line.values[high]) high = i;
    });
    const cells = [line.last, line.lastStep, low < 0 ? "–" : line.values[low], line.steps[low], high < 0 ? "–" : line.values[high], line.steps[high]];
    cells.forEach((cell, i) => {
      const element = document.createElement("td");
      element.textContent = i % 2 === 0 ? exact(cell) : cell === undefined ? "" : whole(cell);
      row.append(element);
    });
    return row;
  }));
}

// The file beside the page brings what is new. It is a script since a page that is a file may load no other data.
function follow() {
  if (run.state === "finished") return;
  let wait = run.state === "live" && !alone ? FOLLOW_MILLIS : 5 * FOLLOW_MILLIS;
  if (document.hidden) {
    setTimeout(follow, wait);
    return;
  }
  const script = document.createElement("script");
  const next = missing => {
    script.remove();
    alone = missing;
    state();
    setTimeout(follow, wait);
  };
  script.onload = () => next(false);
  script.onerror = () => next(true);
  script.src = "charts.js?" + Date.now();
  document.head.append(script);
}

const sizes = new ResizeObserver(entries => {
  for (const entry of entries) for (const plot of plots.values()) if (plot.card === entry.target) plot.draw();
});

id("smoothing").oninput = event => {
  shared.smoothing = Number(event.target.value);
  id("smoothing-value").textContent = shared.smoothing.toFixed(2);
  for (const plot of plots.values()) plot.draw();
};
for (const button of document.querySelectorAll(".choice button")) {
  button.onclick = () => changed("view", { share: Number(button.dataset.share) });
}
shared.smoothing = Number(id("smoothing").value);
id("smoothing-value").textContent = shared.smoothing.toFixed(2);
bagelRun(JSON.parse(id("data").textContent));
if (run.state !== "finished") setTimeout(follow, FOLLOW_MILLIS);
