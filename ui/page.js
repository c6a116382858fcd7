document.documentElement.lang = "zh-CN";
document.addEventListener("keydown", (event) => {
  const chosen = document.activeElement && document.activeElement.closest(".sentence");
  if (event.key === "Escape" && chosen) document.activeElement.blur();
});
