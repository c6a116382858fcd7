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

// What was changed elsewhere (in the conversation, by a colleague) says what stood there before.
const show = (answer, sent = { cells: {}, facts: {} }, elsewhere = true) => {
  const root = form();
  root.dataset.version = answer.version;
  const told = [];
  for (const [address, text] of Object.entries(answer.values || {})) {
    const cell = root.querySelector(`[data-cell="${address}"]`);
    if (!cell || address in dirty.cells || cell.value === text) continue;
    if (elsewhere && !(address in sent.cells) && !sent.fill) told.push(markChanged(cell, text));
    else unmark(cell);
    cell.value = text;
  }
  for (const [key, id] of Object.entries(answer.named || {})) {
    const card = root.querySelector(`[data-fact="${key}"]`);
    if (card) card.dataset.fact = id;
    if (dirty.facts[key] !== undefined) { dirty.facts[id] = dirty.facts[key]; delete dirty.facts[key]; }
  }
  if (answer.cards) showCards(answer.cards);
  for (const name of ["problems", "improvements"]) {
    const box = root.querySelector(`[data-lines="${name}"]`);
    if (answer[name] !== undefined && sent[name] === undefined && dirty[name] === undefined && document.activeElement !== box) box.value = answer[name];
  }
  const day = root.querySelector("[data-date]");
  if (answer.published !== undefined && document.activeElement !== day) day.value = answer.published;
  mark(answer.marks, answer.refused || {}, answer.doubts || {});
  return told;
};
const markChanged = (cell, text) => {
  unmark(cell);
  const before = cell.value.trim() || "空白";
  const was = document.createElement("span");
  was.className = "was";
  was.textContent = `改，原 ${before}`;
  cell.classList.add("changed");
  cell.after(was);
  return `${cell.getAttribute("aria-label")} ${before} → ${text || "空白"}`;
};
const unmark = (cell) => {
  cell.classList.remove("changed");
  const was = cell.parentElement.querySelector(".was");
  if (was) was.remove();
};
// Card by card: one that is being typed in, or waits to be sent, stays as the person has it.
const showCards = (cards) => {
  const list = form().querySelector(".cards");
  const mine = (card) => card.contains(document.activeElement) || card.dataset.fact in dirty.facts || (sending && card.dataset.fact in sending.facts);
  const known = new Map([...list.children].map((card) => [card.dataset.fact, card]));
  for (const [id, card] of known) if (!(id in cards) && !id.startsWith("new") && !mine(card)) card.remove();
  for (const [id, fact] of Object.entries(cards)) {
    if (id in dirty.facts) continue;
    const card = known.get(id) || newCard(id);
    if (!mine(card)) for (const name of ["section", "text", "source"]) card.querySelector(`[data-field="${name}"]`).value = fact[name];
  }
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
    if (!card) card = newCard(id);
    for (const name of ["section", "text", "source"]) card.querySelector(`[data-field="${name}"]`).value = fact[name];
  }
};
const refresh = async () => {
  const response = await fetch(here("figures"), { credentials: "same-origin" }).catch(() => null);
  if (!response || !response.ok) return;
  const answer = await response.json();
  if (isDirty() || sending) return; // what was typed meanwhile is sent on the version that it was typed on
  const told = show(answer);
  const more = told.length > 3 ? `等 ${told.length} 格` : "";
  saved(`已载入第 ${answer.version} 版${told.length ? `，改了：${told.slice(0, 3).join("；")}${more}` : ""}`);
};
const newCard = (id = `new${Date.now()}`) => {
  const card = form().querySelector(".blank-card").content.firstElementChild.cloneNode(true);
  card.dataset.fact = id;
  form().querySelector(".cards").append(card);
  return card;
};

document.addEventListener("input", (event) => {
  const at = event.target;
  if (at.matches("[data-cell]")) unmark(at);
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
    else if (answer.status === 200) { show(answer, undefined, false); saved(`已${at.textContent}，第 ${answer.version} 版`); }
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
  show(answer, undefined, false);
  saved(`已恢复成第 ${version} 版的样子，现在是第 ${answer.version} 版`);
  form().querySelector(".past").open = false;
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

// A save in the conversation, in another window or by a colleague is told and taken in.
const watch = async () => {
  if (!projectId() || document.hidden || !form()) return;
  const response = await fetch(here("heads"), { credentials: "same-origin" }).catch(() => null);
  if (!response && !isDirty()) saved("连不上服务器。已保存的都在；连上后这一页会自己接着用。", "unsaved");
  if (!response || !response.ok || !form()) return;
  if (form().querySelector(".saved.unsaved") && !isDirty()) saved(`已保存，第 ${form().dataset.version} 版`);
  const heads = await response.json();
  if (heads.figures > Number(form().dataset.version) && !isDirty() && !sending) await refresh();
  const paper = document.querySelector(".paper[data-version]"), line = document.querySelector(".status");
  if (paper && line && heads.draft > Number(paper.dataset.version) && !line.classList.contains("working")) {
    line.textContent = "草稿有新的版本（可能是同事改的）。刷新页面可以看到；在旧版上的修改不会覆盖它。";
  }
};
setInterval(watch, WATCH);
// The document tells on which figures it stands: a change said in the conversation shows at once.
const figuresOfPaper = () => {
  const paper = document.querySelector(".paper[data-figures]");
  return paper ? Number(paper.dataset.figures) : 0;
};
document.addEventListener("click", (event) => { if (event.target.closest('#steps [role="tab"]')) watch(); });
