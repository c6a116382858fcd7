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
