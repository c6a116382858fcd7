document.documentElement.lang = "zh-CN";

// Escape puts the trail of a sentence away.
document.addEventListener("keydown", (event) => {
  const chosen = document.activeElement && document.activeElement.closest(".sentence");
  if (event.key === "Escape" && chosen) document.activeElement.blur();
});

// The document follows what is being written.
const followWriting = (frame) => {
  let shown = "";
  new MutationObserver(() => {
    if (form() && figuresOfPaper() > Number(form().dataset.version)) watch();
    const paper = frame.querySelector(".paper");
    const newest = (paper && paper.dataset.newest) || "";
    const step = newest && `${paper.dataset.turn} ${newest}`;
    if (step === shown) return;
    shown = step;
    const heading = newest && document.getElementById(`section-${newest}`);
    if (heading) frame.scrollTop += heading.getBoundingClientRect().top - frame.getBoundingClientRect().top - 60;
  }).observe(frame, { childList: true, subtree: true });
};
const waitForFrame = new MutationObserver(() => {
  const frame = document.getElementById("document");
  if (!frame) return;
  waitForFrame.disconnect();
  followWriting(frame);
});
waitForFrame.observe(document.documentElement, { childList: true, subtree: true });

// A file that is too large is refused here, in words; the server refuses it too.
document.addEventListener("change", (event) => {
  const file = event.target.type === "file" && event.target.files[0];
  if (!file || file.size <= 20 * 1024 * 1024) return;
  event.stopImmediatePropagation();
  event.target.value = "";
  const size = Math.ceil(file.size / 1024 / 1024);
  const box = document.querySelector(".figures .conflict");
  box.textContent = `文件有 ${size} MB，没有导入。文件不超过 20 MB，请检查是不是选错了文件。`;
  box.hidden = false;
}, true);

// On paper the official tables stand open.
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll(".paper details:not([open])")];
  closed.forEach((one) => { one.open = true; });
});
addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));
