// Comments that a reviewer writes on sentences: kept in this browser until they are sent back together.
const remarkStash = () => `nianbao-remarks-${projectId()}`;
const pendingRemarks = () => {
  try { return JSON.parse(localStorage.getItem(remarkStash())) || []; } catch { return []; }
};
const keepRemarks = (remarks) => {
  try { localStorage.setItem(remarkStash(), JSON.stringify(remarks)); } catch { /* they stay on the page alone */ }
  showPending();
};
const textOf = (sentence) => sentence.firstChild.textContent;
const isOn = (remark, sentence) => remark.section === sentence.dataset.section && remark.sentence === textOf(sentence);
const readPending = (element) => {
  const part = element.querySelector("[data-part]"), words = element.querySelector("[data-comment]");
  const extra = words && words.value.trim() ? [{ section: part.value, sentence: "", text: words.value.trim() }] : [];
  return [...pendingRemarks(), ...extra];
};
const partName = (section) => {
  const option = document.querySelector(`[data-part] option[value="${section}"]`);
  return option ? option.textContent : section;
};
const showPending = () => {
  const remarks = pendingRemarks();
  for (const sentence of document.querySelectorAll(".paper .sentence")) {
    const mine = remarks.find((one) => isOn(one, sentence));
    sentence.classList.toggle("commented", Boolean(mine));
    const box = sentence.querySelector("[data-write-remark]");
    if (box && document.activeElement !== box) box.value = mine ? mine.text : "";
  }
  const list = document.querySelector("[data-pending]");
  if (!list) return;
  list.replaceChildren(...remarks.map((one, at) => {
    const line = document.createElement("li"), where = document.createElement("b"), words = document.createElement("span");
    where.textContent = partName(one.section);
    words.textContent = `${one.sentence ? `“${one.sentence}” ` : ""}${one.text}`;
    line.append(where, words, button("去掉", () => keepRemarks(pendingRemarks().filter((_, place) => place !== at))));
    return line;
  }));
  list.dataset.count = remarks.length;
  const back = document.querySelector('[data-review="send_back"]');
  if (back) back.textContent = remarks.length ? `退回修改（${remarks.length} 条意见）` : "退回修改";
};
document.addEventListener("input", (event) => {
  const box = event.target;
  if (!box.matches || !box.matches("[data-write-remark]")) return;
  const sentence = box.closest(".sentence");
  const others = pendingRemarks().filter((one) => !isOn(one, sentence));
  const mine = { section: sentence.dataset.section, sentence: textOf(sentence), text: box.value.trim() };
  keepRemarks(mine.text ? [...others, mine] : others);
});
document.addEventListener("click", (event) => {
  if (!event.target.matches || !event.target.matches("[data-add-remark]")) return;
  const form = event.target.closest(".review-form"), words = form.querySelector("[data-comment]");
  keepRemarks(readPending(form));
  words.value = "";
});
// Once they were sent back, or what was handed in was taken back, there is nothing left to send.
new MutationObserver(() => {
  const stage = document.querySelector(".stage[data-stage]");
  if (stage && stage.dataset.stage !== "submitted" && pendingRemarks().length) localStorage.removeItem(remarkStash());
  const fresh = document.querySelector(".paper:not([data-remarked]), .review:not([data-remarked])");
  if (!fresh) return;
  for (const one of document.querySelectorAll(".paper, .review")) one.dataset.remarked = "yes";
  showPending();
}).observe(document.documentElement, { childList: true, subtree: true });
