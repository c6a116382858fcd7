// The form of the figures: what is typed is sent by itself, and kept here until it is acknowledged.
const projectId = () => new URLSearchParams(location.search).get("project") || "";
const here = (path) => new URL(`../projects/${encodeURIComponent(projectId())}/${path}`, location.origin + "/project/").href;
const form = () => document.querySelector(".figures");
const stash = () => `nianbao-unsaved-${projectId()}`;
const QUIET = 500, RETRY = 3000, WATCH = 8000;
let dirty = { cells: {}, facts: {} }, sending = null, timer = 0, stopped = false, opened = false;

const isDirty = () => Object.keys(dirty.cells).length || Object.keys(dirty.facts).length || ["published", "problems", "improvements", "fill"].some((key) => dirty[key] !== undefined);
const saved = (words, state = "") => {
  const line = form() && form().querySelector(".saved");
  if (line) { line.textContent = words; line.className = `saved ${state}`; }
};
const remember = () => {
  try {
    const rest = merged(sending || { cells: {}, facts: {} }, dirty);
    const any = Object.keys(rest.cells).length + Object.keys(rest.facts).length || rest.problems !== undefined || rest.improvements !== undefined;
    if (any) localStorage.setItem(stash(), JSON.stringify({ ...rest, base: Number(form().dataset.version) }));
    else localStorage.removeItem(stash());
  } catch { /* a browser without storage still saves to the server */ }
};
const merged = (old, fresh) => ({ ...old, ...fresh, cells: { ...old.cells, ...fresh.cells }, facts: { ...old.facts, ...fresh.facts } });
const changed = (part, wait = QUIET) => {
  if (!form() || form().hasAttribute("data-frozen")) return;
  dirty = merged(dirty, part);
  saved("正在保存……", "saving");
  remember();
  clearTimeout(timer);
  timer = setTimeout(() => send(), stopped ? RETRY : wait);
};

async function send(last = false) {
  if (sending || !isDirty() || !form()) return;
  sending = dirty; dirty = { cells: {}, facts: {} };
  let answer;
  try {
    answer = await post("figures", { ...sending, base: Number(form().dataset.version) }, last);
  } catch {
    dirty = merged(sending, dirty); sending = null;
    saved("连不上服务器，改动留在本页，正在重试……", "unsaved");
    timer = setTimeout(() => send(), RETRY);
    return;
  }
  const sent = sending; sending = null;
  took(answer, sent);
  remember();
  if (isDirty() && !stopped) timer = setTimeout(() => send(), 50);
}
const post = async (path, body, last = false) => {
  const response = await fetch(here(path), { method: "POST", credentials: "same-origin", keepalive: last, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body || {}) });
  if (response.status >= 502) throw new Error("no server");
  return { status: response.status, ...(await response.json()) };
};
const took = (answer, sent) => {
  if (answer.status === 200) {
    stopped = false;
    hideConflict();
    show(answer, sent);
    const clock = new Date().toLocaleTimeString("zh-CN", { hour12: false });
    const with_others = answer.merged ? `，同事改的 ${answer.merged} 处也已带入` : "";
    saved(isDirty() ? "正在保存……" : `已保存 ${clock}，第 ${answer.version} 版${with_others}`);
    return;
  }
  dirty = merged(sent, dirty);
  stopped = true;
  saved("没有保存", "unsaved");
  conflict(answer);
};

const show = (answer, sent = { cells: {}, facts: {} }) => {
  const root = form();
  root.dataset.version = answer.version;
  for (const [address, text] of Object.entries(answer.values || {})) {
    const cell = root.querySelector(`[data-cell="${address}"]`);
    if (cell && !(address in dirty.cells)) cell.value = text;
  }
  for (const [key, id] of Object.entries(answer.named || {})) {
    const card = root.querySelector(`[data-fact="${key}"]`);
    if (card) card.dataset.fact = id;
    if (dirty.facts[key] !== undefined) { dirty.facts[id] = dirty.facts[key]; delete dirty.facts[key]; }
  }
  if (answer.cards && !Object.keys(dirty.facts).length) showCards(answer.cards);
  for (const name of ["problems", "improvements"]) {
    const box = root.querySelector(`[data-lines="${name}"]`);
    if (answer[name] !== undefined && sent[name] === undefined && dirty[name] === undefined && document.activeElement !== box) box.value = answer[name];
  }
  const day = root.querySelector("[data-date]");
  if (answer.published !== undefined && document.activeElement !== day) day.value = answer.published;
  mark(answer.marks, answer.refused || {}, answer.doubts || {});
};
const showCards = (cards) => {
  const list = form().querySelector(".cards"), blank = form().querySelector(".blank-card");
  const focused = document.activeElement.closest && document.activeElement.closest(".card");
  if (focused && list.contains(focused)) return;
  list.replaceChildren(...Object.entries(cards).map(([id, fact]) => {
    const card = blank.content.firstElementChild.cloneNode(true);
    card.dataset.fact = id;
    for (const name of ["section", "text", "source"]) card.querySelector(`[data-field="${name}"]`).value = fact[name];
    return card;
  }));
};
const mark = (marks, refused = {}, doubts = {}) => {
  const root = form();
  const wrong = new Set(marks.wrong);
  for (const cell of root.querySelectorAll("[data-cell]")) {
    const why = refused[cell.dataset.cell] || "", doubt = doubts[cell.dataset.cell] || "";
    cell.classList.toggle("wrong", wrong.has(cell.dataset.cell));
    cell.classList.toggle("blank", cell.value.trim() === "");
    cell.classList.toggle("refused-cell", Boolean(why));
    cell.setAttribute("aria-invalid", wrong.has(cell.dataset.cell) || why ? "true" : "false");
    if (why || doubt) cell.title = why || doubt;
  }
  for (const sum of root.querySelectorAll("[data-sum]")) {
    const text = marks.sums[sum.dataset.sum] || "";
    const cell = root.querySelector(`[data-cell="${sum.dataset.sum}"]`);
    const differs = text !== "" && cell.value.trim() !== "" && cell.value.trim() !== text;
    sum.textContent = text === "" ? "" : `＝${text}`;
    sum.className = `sum ${differs ? "differs" : ""}`;
  }
  for (const cell of root.querySelectorAll("[data-balance]")) {
    const gap = marks.balance[cell.dataset.balance] || "";
    cell.textContent = gap === "0" ? "平" : gap === "" ? "" : `差 ${gap}`;
    cell.className = gap === "" || gap === "0" ? "" : "differs";
  }
  for (const state of root.querySelectorAll("[data-state]")) {
    const count = marks.blanks[state.dataset.state];
    state.textContent = count ? `${count} 格空白` : "已填满";
    state.className = `table-state ${count ? "to-fill" : "all-filled"}`;
  }
  const problems = Object.entries(refused);
  root.querySelector(".told").innerHTML = marks.told;
  for (const [place, why] of problems) {
    const line = document.createElement("p");
    line.className = "refused";
    line.textContent = why;
    root.querySelector(".told").prepend(line);
  }
};
const conflict = (answer) => {
  const box = form().querySelector(".conflict");
  const words = document.createElement("p");
  words.textContent = answer.what || "没有保存，请刷新页面再试。";
  const cure = document.createElement("p");
  cure.textContent = answer.cure || "";
  box.replaceChildren(words, cure);
  if (answer.status === 409) {
    const load = button("载入最新", async () => { dirty = { cells: {}, facts: {} }; stopped = false; remember(); hideConflict(); await refresh(); });
    const keep = button("仍用我填的", async () => { const mine = dirty; dirty = { cells: {}, facts: {} }; await refresh(); hideConflict(); stopped = false; apply(mine); changed(mine, 0); });
    box.append(load, keep);
  }
  if (answer.status === 401) box.append(button("去登录", () => { location.href = "/sign-in"; }));
  box.hidden = false;
};
const button = (text, act) => {
  const made = document.createElement("button");
  made.type = "button"; made.textContent = text; made.addEventListener("click", act);
  return made;
};
const hideConflict = () => { form().querySelector(".conflict").hidden = true; };
const apply = (edits) => {
  for (const [address, text] of Object.entries(edits.cells)) {
    const cell = form().querySelector(`[data-cell="${address}"]`);
    if (cell) cell.value = text;
  }
  for (const name of ["problems", "improvements"]) if (edits[name] !== undefined) form().querySelector(`[data-lines="${name}"]`).value = edits[name];
  for (const [id, fact] of Object.entries(edits.facts)) {
    let card = form().querySelector(`[data-fact="${id}"]`);
    if (!fact) { if (card) card.remove(); continue; }
    if (!card) { card = newCard(); card.dataset.fact = id; }
    for (const name of ["section", "text", "source"]) card.querySelector(`[data-field="${name}"]`).value = fact[name];
  }
};
const refresh = async () => {
  const response = await fetch(here("figures"), { credentials: "same-origin" });
  if (response.ok) { show(await response.json()); saved("已载入最新"); }
};
const newCard = () => {
  const card = form().querySelector(".blank-card").content.firstElementChild.cloneNode(true);
  card.dataset.fact = `new${Date.now()}`;
  form().querySelector(".cards").append(card);
  return card;
};

document.addEventListener("input", (event) => {
  const at = event.target;
  if (at.matches("[data-cell]")) changed({ cells: { [at.dataset.cell]: at.value }, facts: {} });
  else if (at.matches("[data-lines]")) changed({ cells: {}, facts: {}, [at.dataset.lines]: at.value });
  else if (at.matches("[data-date]")) changed({ cells: {}, facts: {}, published: at.value });
  else if (at.matches(".card [data-field]")) {
    const card = at.closest(".card"), read = (name) => card.querySelector(`[data-field="${name}"]`).value;
    if (read("text").trim().length >= 2) changed({ cells: {}, facts: { [card.dataset.fact]: { section: read("section"), text: read("text"), source: read("source") } } }, 900);
  }
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches && event.target.matches(".figures input, .figures textarea") && isDirty() && !stopped) { clearTimeout(timer); send(); }
});
document.addEventListener("paste", (event) => {
  const start = event.target;
  if (!start.matches || !start.matches("[data-cell]")) return;
  const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
  if (!/[\t\n]/.test(text)) return;
  event.preventDefault();
  const table = start.closest("table");
  const rows = [...table.rows].map((row) => [...row.querySelectorAll("[data-cell]")]).filter((row) => row.length);
  const top = rows.findIndex((row) => row.includes(start)), left = rows[top].indexOf(start);
  const cells = {};
  let lost = 0;
  text.split("\n").forEach((line, down) => line.split("\t").forEach((value, right) => {
    const cell = rows[top + down] && rows[top + down][left + right];
    if (!cell) { lost += value.trim() ? 1 : 0; return; }
    cell.value = value.trim();
    cells[cell.dataset.cell] = value.trim();
  }));
  changed({ cells, facts: {} }, 0);
  if (lost) {
    const box = form().querySelector(".conflict");
    box.textContent = `粘贴的内容比表大，有 ${lost} 个数没有放进来；请从对应的第一格开始粘贴。`;
    box.hidden = false;
  }
});
document.addEventListener("keydown", (event) => {
  const cell = event.target;
  if (!cell.matches || !cell.matches("[data-cell]")) return;
  const down = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
  if (!down) return;
  event.preventDefault();
  const same = [...cell.closest("table").querySelectorAll(`[data-column="${cell.dataset.column}"]`)];
  const next = same[same.indexOf(cell) + down];
  if (next) { next.focus(); next.select(); }
});
document.addEventListener("focusin", (event) => { if (event.target.matches && event.target.matches("[data-cell]")) event.target.select(); });
document.addEventListener("click", async (event) => {
  const at = event.target.closest("button, [data-goto]");
  if (!at) return;
  if (at.matches(".fill")) changed({ cells: {}, facts: {}, fill: at.dataset.fill }, 0);
  else if (at.matches(".add-fact")) newCard().querySelector("textarea").focus();
  else if (at.matches(".card-remove")) {
    const card = at.closest(".card");
    card.remove();
    if (!card.dataset.fact.startsWith("new")) changed({ cells: {}, facts: { [card.dataset.fact]: null } }, 0);
    else delete dirty.facts[card.dataset.fact];
  } else if (at.matches("[data-step]")) {
    const answer = await post(`figures/${at.dataset.step}`, { base: Number(form().dataset.version) }).catch(() => null);
    if (!answer) saved("连不上服务器", "unsaved");
    else if (answer.status === 200) { show(answer); saved(`已${at.textContent}，第 ${answer.version} 版`); }
    else saved(answer.what || "没有可做的");
  } else if (at.matches("[data-goto]")) goTo(at.dataset.goto);
});

// Who changed what and when; any version can be had again.
document.addEventListener("toggle", async (event) => {
  if (!event.target.matches || !event.target.matches(".past[open]")) return;
  const response = await fetch(here("figures/versions"), { credentials: "same-origin" }).catch(() => null);
  if (response && response.ok) listVersions(await response.json());
}, true);
const listVersions = (versions) => {
  const frozen = form().hasAttribute("data-frozen");
  form().querySelector(".versions").replaceChildren(...versions.map((one, at) => {
    const line = document.createElement("li");
    const words = document.createElement("span");
    words.textContent = `第 ${one.version} 版　${one.when}　${one.who}：${one.why}`;
    line.append(words);
    if (at && !frozen) line.append(button("恢复", () => restore(one.version)));
    return line;
  }));
};
const restore = async (version) => {
  const answer = await post(`figures/versions/${version}`, { base: Number(form().dataset.version) }).catch(() => null);
  if (!answer) { saved("连不上服务器", "unsaved"); return; }
  if (answer.status !== 200) { saved(answer.what || "没有恢复", "unsaved"); return; }
  show(answer);
  saved(`已恢复成第 ${version} 版的样子，现在是第 ${answer.version} 版`);
  form().querySelector(".past").open = false;
};

// A place is a cell's address, or a part of the document.
const openTab = (name) => {
  const tab = [...document.querySelectorAll('#steps [role="tab"]')].find((one) => one.textContent.trim() === name);
  if (tab) tab.click();
};
const goTo = (place) => {
  const isCell = /^t[234]\./.test(place);
  openTab(isCell ? "数据" : "起草");
  const find = () => isCell ? document.querySelector(`[data-cell="${place}"]`) : document.querySelector(place.startsWith("#") ? place : `[id="section-${place}"]`);
  let tries = 0;
  const wait = setInterval(() => {
    const target = find();
    if ((!target || !target.offsetParent) && tries++ < 40) return;
    clearInterval(wait);
    if (!target) return;
    target.scrollIntoView({ block: "center" });
    target.classList.add("pointed-at");
    setTimeout(() => target.classList.remove("pointed-at"), 4000);
    if (!target.hasAttribute("tabindex") && !target.matches("input, button, a")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }, 50);
};

// A page that is loaded again opens at the step where it was left.
document.addEventListener("click", (event) => {
  const tab = event.target.closest('#steps [role="tab"]');
  if (tab) sessionStorage.setItem(`nianbao-step-${projectId()}`, tab.textContent.trim());
});
const openLastTab = () => {
  const last = sessionStorage.getItem(`nianbao-step-${projectId()}`);
  if (last && last !== "数据") setTimeout(() => openTab(last), 0);
};

// The form comes and goes with the page; its marks are shown, and what a crash left unsaved is sent again.
new MutationObserver(() => {
  const root = form();
  if (!root || root.dataset.shown) return;
  root.dataset.shown = "yes";
  mark(JSON.parse(root.dataset.marks));
  if (!opened) { opened = true; openLastTab(); }
  let kept = null;
  try { kept = JSON.parse(localStorage.getItem(stash())); } catch { kept = null; }
  if (!kept || root.hasAttribute("data-frozen")) return;
  const base = kept.base;
  delete kept.base; delete kept.fill;
  apply(kept);
  root.dataset.version = base;
  changed(kept, 0);
}).observe(document.documentElement, { childList: true, subtree: true });
addEventListener("pagehide", () => { if (isDirty() && !sending && !stopped) send(true); });
addEventListener("beforeunload", (event) => { if (stopped && isDirty()) event.preventDefault(); });

// A colleague's save, or this person's in another window, is told and taken in.
setInterval(async () => {
  if (!projectId() || document.hidden || !form()) return;
  const response = await fetch(here("heads"), { credentials: "same-origin" }).catch(() => null);
  if (!response && !isDirty()) saved("连不上服务器。已保存的都在；连上后这一页会自己接着用。", "unsaved");
  if (!response || !response.ok) return;
  if (form().querySelector(".saved.unsaved") && !isDirty()) saved(`已保存，第 ${form().dataset.version} 版`);
  const heads = await response.json();
  const mine = Number(form().dataset.version);
  if (heads.figures > mine && !isDirty() && !sending) await refresh();
  const paper = document.querySelector(".paper[data-version]"), line = document.querySelector(".status");
  if (paper && line && heads.draft > Number(paper.dataset.version) && !line.classList.contains("working")) {
    line.textContent = "草稿有新的版本（可能是同事改的）。刷新页面可以看到；在旧版上的修改不会覆盖它。";
  }
}, WATCH);
