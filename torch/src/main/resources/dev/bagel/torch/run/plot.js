"use strict";

// What all charts have in common: the steps shown, the step pointed at, smoothing, lines hidden.
const shared = { view: { share: 1 }, steps: [0, 1], hover: null, smoothing: 0.9, hidden: new Set(), log: new Set() };
const LEFT = 62, RIGHT = 14, TOP = 12, BOTTOM = 24;

function exact(value) {
  if (value === null) return "no number";
  if (typeof value === "string") return value;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e9)) return Number(value.toPrecision(6)).toExponential().replace("e+", "e");
  return value.toLocaleString("en-US", { maximumSignificantDigits: size >= 1e6 ? 9 : 6 });
}

function whole(step) {
  return Math.round(step).toLocaleString("en-US");
}

// Round numbers, in steps of 1, 2 or 5 times a power of ten.
function ticks(from, to, count) {
  const rough = (to - from) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough * 0.999);
  const marks = [];
  for (let i = Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9 && marks.length < 50; i++) marks.push(i * step);
  return marks;
}

function logTicks(from, to, count) {
  const decades = Math.log10(to / from);
  if (decades < 1) return ticks(from, to, count).filter(mark => mark > 0);
  const every = Math.max(1, Math.ceil(decades / count));
  const marks = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); power += every) {
    for (const factor of decades < 2.5 ? [1, 2, 5] : [1]) marks.push(factor * 10 ** power);
  }
  return marks.filter(mark => mark >= from && mark <= to);
}

function tickText(mark, span) {
  const size = Math.abs(mark);
  if (size < span * 1e-9) return "0";
  if (size < 1e-3 || size >= 1e6) return Number(mark.toPrecision(3)).toExponential().replace("e+", "e");
  return Number(mark.toPrecision(6)).toLocaleString("en-US", { maximumFractionDigits: 6 });
}

// The exponential mean as TensorBoard has it, corrected for its beginning.
function smoothed(values, weight) {
  let sum = 0, count = 0;
  return values.map(value => {
    if (value === null) return null;
    sum = sum * weight + value * (1 - weight);
    return sum / (1 - weight ** ++count);
  });
}

// The first point at the step or behind it.
function indexOf(steps, step) {
  let low = 0, high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle] < step) low = middle + 1; else high = middle;
  }
  return low;
}

// The last point at the step or before it.
function before(steps, step) {
  let i = indexOf(steps, step);
  if (i === steps.length || steps[i] > step) i--;
  while (i + 1 < steps.length && steps[i + 1] === step) i++;
  return Math.max(0, i);
}

class Plot {
  constructor(card) {
    this.card = card;
    this.svg = card.querySelector("svg");
    this.legend = card.querySelector(".legend");
    this.lines = [];
    this.strong = null;
    this.listen();
  }

  show(chart, changed) {
    this.chart = chart;
    this.lines = chart.lines;
    this.changed = changed;
    this.card.querySelector("h2").textContent = chart.title;
    this.names();
    this.draw();
  }

  names() {
    const have = [...this.legend.children].map(item => item.dataset.name);
    if (have.join("\n") === this.lines.map(line => line.name).join("\n")) return;
    this.legend.classList.toggle("many", this.lines.length > 6);
    this.legend.replaceChildren(...this.lines.map(line => {
      const item = document.createElement("button");
      item.type = "button";
      item.dataset.name = line.name;
      const key = document.createElement("i");
      key.style.borderTopColor = line.colour;
      key.classList.toggle("dashed", line.dash !== "");
      const name = document.createElement("span");
      name.textContent = line.label;
      name.title = line.name;
      item.append(key, name, document.createElement("b"), document.createElement("small"));
      item.onclick = () => {
        if (!shared.hidden.delete(line.name)) shared.hidden.add(line.name);
        this.changed();
      };
      item.onpointerenter = () => this.stress(line.name);
      item.onpointerleave = () => this.stress(null);
      return item;
    }));
  }

  // One line before all others.
  stress(name) {
    if (this.strong === name) return;
    this.strong = name;
    this.draw();
    [...this.legend.children].forEach(item => item.classList.toggle("strong", item.dataset.name === name));
  }

  // Of many lines, the one that is pointed at.
  aim(step, y) {
    if (this.lines.length <= 6) return;
    let name = null, best = 24;
    for (const line of this.seen()) {
      const value = line.values[before(line.steps, step)];
      const far = this.holds(value) ? Math.abs(this.y(value) - y) : Infinity;
      if (far < best) [name, best] = [line.name, far];
    }
    this.stress(name);
  }

  seen() {
    return this.lines.filter(line => !shared.hidden.has(line.name));
  }

  // What is drawn strongly of a line: itself, or its smoothed course.
  course(line) {
    if (!line.noisy || shared.smoothing === 0) return { steps: line.steps, values: line.values };
    if (line.weight !== shared.smoothing) {
      line.weight = shared.smoothing;
      line.smooth = smoothed(line.means ? line.means.values : line.values, line.weight);
    }
    return { steps: line.means ? line.means.steps : line.steps, values: line.smooth };
  }

  scale() {
    const [from, to] = shared.steps;
    this.isLog = shared.log.has(this.chart.title);
    let low = Infinity, high = -Infinity;
    for (const line of this.seen()) {
      for (let i = indexOf(line.steps, from); i < line.steps.length && line.steps[i] <= to; i++) {
        const value = line.values[i];
        if (value !== null && (!this.isLog || value > 0)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    if (low > high) [low, high] = this.isLog ? [0.1, 1] : [0, 1];
    if (this.isLog) {
      const pad = low === high ? 2 : (high / low) ** 0.05;
      [low, high] = [low / pad, high * pad];
    } else {
      const pad = low === high ? Math.abs(low) * 0.1 || 1 : (high - low) * 0.05;
      [low, high] = [low >= 0 && low < pad ? 0 : low - pad, high + pad];
    }
    const width = this.svg.clientWidth, height = this.svg.clientHeight;
    const of = this.isLog ? Math.log : value => value;
    this.low = low;
    this.high = high;
    this.x = step => LEFT + (step - from) / (to - from) * (width - LEFT - RIGHT);
    this.step = x => from + (x - LEFT) / (width - LEFT - RIGHT) * (to - from);
    this.y = value => height - BOTTOM - (of(value) - of(low)) / (of(high) - of(low)) * (height - TOP - BOTTOM);
  }

  draw() {
    if (this.svg.clientWidth <= LEFT + RIGHT) return;
    this.scale();
    this.svg.replaceChildren();
    this.axes();
    const clip = "clip" + [...this.card.parentNode.children].indexOf(this.card);
    const frame = this.add(this.add(this.svg, "clipPath", { id: clip }), "rect");
    this.set(frame, { x: LEFT - 3, y: TOP - 4, width: this.svg.clientWidth - LEFT - RIGHT + 6, height: this.svg.clientHeight - TOP - BOTTOM + 8 });
    const plot = this.add(this.svg, "g", { "clip-path": `url(#${clip})` });
    for (const line of this.seen()) this.line(plot, line);
    this.top = this.add(this.svg, "g");
    this.point();
    const log = this.card.querySelector(".log");
    log.setAttribute("aria-pressed", this.isLog);
    for (const item of this.legend.children) item.setAttribute("aria-pressed", !shared.hidden.has(item.dataset.name));
    const last = this.lines.map(line => `${line.label} ${exact(line.last)} at step ${whole(line.lastStep)}`);
    this.svg.setAttribute("aria-label", `${this.chart.title}: ${last.join(", ")}`);
  }

  axes() {
    const width = this.svg.clientWidth, height = this.svg.clientHeight;
    const marks = (this.isLog ? logTicks : ticks)(this.low, this.high, (height - TOP - BOTTOM) / 45);
    for (const mark of marks) {
      const y = this.y(mark);
      this.add(this.svg, "line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: y, y2: y });
      this.add(this.svg, "text", { x: LEFT - 7, y: y + 4, "text-anchor": "end" }, tickText(mark, this.high - this.low));
    }
    const base = height - BOTTOM;
    this.add(this.svg, "text", { x: LEFT - 7, y: base + 17, "text-anchor": "end" }, "step");
    this.add(this.svg, "line", { class: "axis", x1: LEFT, x2: width - RIGHT, y1: base, y2: base });
    for (const mark of ticks(shared.steps[0], shared.steps[1], (width - LEFT - RIGHT) / 75).filter(Number.isInteger)) {
      const x = this.x(mark);
      this.add(this.svg, "line", { class: "axis", x1: x, x2: x, y1: base, y2: base + 4 });
      const anchor = x > width - RIGHT - 20 ? "end" : "middle";
      this.add(this.svg, "text", { x: anchor === "end" ? width - RIGHT : x, y: base + 17, "text-anchor": anchor }, whole(mark));
    }
  }

  line(plot, line) {
    const course = this.course(line);
    const faded = this.strong !== null && this.strong !== line.name;
    const style = { stroke: line.colour, "stroke-dasharray": line.dash };
    if (course.values !== line.values && !faded) {
      this.add(plot, "path", { class: "raw", ...style, d: this.path(line) });
    }
    const weight = faded ? "faded" : this.strong === line.name ? "strong" : "";
    this.add(plot, "path", { class: weight, ...style, d: this.path(course) });
    const [from, to] = [indexOf(line.steps, shared.steps[0]), before(line.steps, shared.steps[1])];
    if (course.values === line.values && !faded && to - from < 40 && this.lines.length <= 10) {
      for (let i = from; i <= to; i++) {
        if (this.holds(line.values[i])) this.add(plot, "circle", { fill: line.colour, r: 2.4, cx: this.x(line.steps[i]), cy: this.y(line.values[i]) });
      }
    }
  }

  holds(value) {
    return value !== null && (!this.isLog || value > 0);
  }

  // With a point of each side that is out of sight; a point by itself is a dot.
  path({ steps, values }) {
    const text = [];
    let pen = "M";
    const end = Math.min(steps.length - 1, indexOf(steps, shared.steps[1]) + 1);
    for (let i = Math.max(0, indexOf(steps, shared.steps[0]) - 1); i <= end; i++) {
      if (!this.holds(values[i])) {
        pen = "M";
        continue;
      }
      text.push(pen, this.x(steps[i]).toFixed(1), " ", this.y(values[i]).toFixed(1), pen === "M" ? "h0" : "");
      pen = "L";
    }
    return text.join("");
  }

  // The step that is pointed at, and the values there; without one, the last ones.
  point() {
    this.top.replaceChildren();
    const step = shared.hover;
    const [from, to] = shared.steps;
    const pointed = step !== null && step >= from && step <= to;
    if (pointed) {
      const x = this.x(step), width = this.svg.clientWidth;
      this.add(this.top, "line", { class: "cross", x1: x, x2: x, y1: TOP - 4, y2: this.svg.clientHeight - BOTTOM });
      const near = x > LEFT + (width - LEFT) * 0.6;
      const strong = this.lines.find(line => line.name === this.strong);
      const text = `step ${whole(step)}` + (strong ? ` · ${strong.label} ${exact(strong.values[before(strong.steps, step)])}` : "");
      this.add(this.top, "text", { class: "at", x: near ? x - 6 : x + 6, y: TOP + 6, "text-anchor": near ? "end" : "start" }, text);
    }
    this.lines.forEach((line, number) => {
      const item = this.legend.children[number];
      const i = pointed ? before(line.steps, step) : line.steps.length - 1;
      const there = !pointed || line.steps[i] <= step;
      const value = pointed ? line.values[i] : line.last;
      item.querySelector("b").textContent = there ? exact(value) : "–";
      item.querySelector("small").textContent = this.beside(line, pointed ? line.steps[i] : line.lastStep, pointed ? step : null, there);
      if (pointed && there && this.holds(line.values[i]) && line.steps[i] >= from && !shared.hidden.has(line.name)) {
        this.add(this.top, "circle", { class: "mark", fill: line.colour, r: 4, cx: this.x(line.steps[i]), cy: this.y(line.values[i]) });
      }
    });
  }

  beside(line, at, step, there) {
    if (!there) return "";
    const course = this.course(line);
    const mean = course.values === line.values ? null : course.values[before(course.steps, at)];
    const notes = [];
    if (mean !== null && mean !== undefined) notes.push("smoothed " + Number(mean.toPrecision(4)).toLocaleString("en-US", { maximumSignificantDigits: 4 }));
    if (step !== null && at !== step) notes.push("at " + whole(at));
    return notes.join(", ");
  }

  listen() {
    const svg = this.svg;
    let start = null;
    const at = event => event.clientX - svg.getBoundingClientRect().left;
    const limit = x => Math.min(Math.max(x, LEFT), svg.clientWidth - RIGHT);
    const point = event => {
      this.changed("hover", this.nearest(this.step(at(event))));
      if (shared.hover !== null) this.aim(shared.hover, event.clientY - svg.getBoundingClientRect().top);
    };
    svg.onpointermove = event => {
      if (start === null) return point(event);
      const [from, to] = [start, limit(at(event))].sort((a, b) => a - b);
      this.top.replaceChildren();
      this.add(this.top, "rect", { class: "chosen", x: from, y: TOP - 4, width: to - from, height: svg.clientHeight - TOP - BOTTOM + 4 });
    };
    svg.onpointerdown = event => {
      if (event.pointerType !== "mouse") return point(event);
      if (event.button !== 0) return;
      start = limit(at(event));
      svg.setPointerCapture(event.pointerId);
    };
    svg.onpointerup = event => {
      if (start === null) return;
      const [from, to] = [start, limit(at(event))].sort((a, b) => a - b);
      start = null;
      if (to - from > 6) this.changed("view", { from: this.step(from), to: this.step(to) });
      else this.point();
    };
    svg.onpointercancel = () => { start = null; this.point(); };
    svg.onpointerleave = event => {
      if (start !== null || event.pointerType !== "mouse") return;
      this.stress(null);
      this.changed("hover", null);
    };
    svg.ondblclick = () => this.changed("view", { share: 1 });
    svg.onkeydown = event => this.key(event);
    svg.onblur = () => this.changed("hover", null);
    this.card.querySelector(".log").onclick = () => {
      if (!shared.log.delete(this.chart.title)) shared.log.add(this.chart.title);
      this.draw();
    };
  }

  key(event) {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.key === "Escape") return this.changed("view", { share: 1 });
    if (!way) return;
    event.preventDefault();
    const steps = this.stepsSeen();
    if (steps.length === 0) return;
    const now = shared.hover === null ? steps.length : indexOf(steps, shared.hover);
    this.changed("hover", steps[Math.min(Math.max(now + way, 0), steps.length - 1)]);
  }

  stepsSeen() {
    const [from, to] = shared.steps;
    return [...new Set(this.seen().flatMap(line => line.steps))].filter(step => step >= from && step <= to).sort((a, b) => a - b);
  }

  nearest(step) {
    let best = null;
    for (const line of this.seen()) {
      const i = indexOf(line.steps, step);
      for (const near of [line.steps[i - 1], line.steps[i]]) {
        if (near !== undefined && (best === null || Math.abs(near - step) < Math.abs(best - step))) best = near;
      }
    }
    return best;
  }

  add(parent, name, attributes, text) {
    const element = document.createElementNS(this.svg.namespaceURI, name);
    this.set(element, attributes ?? {});
    if (text !== undefined) element.textContent = text;
    return parent.appendChild(element);
  }

  set(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) if (value !== "") element.setAttribute(name, value);
  }
}
