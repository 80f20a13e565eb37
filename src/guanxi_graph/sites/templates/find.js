// Narrows the list to what holds every word that is typed, in any order.
const field = document.getElementById("find");
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const items = Array.from(document.querySelectorAll("section li"), (item) => ({
  item,
  text: folded(`${item.textContent} ${item.dataset.sought ?? ""}`),
}));

function narrow() {
  const words = folded(field.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { item, text } of items) {
    item.hidden = !words.every((word) => text.includes(word));
    shown += item.hidden ? 0 : 1;
  }
  for (const section of document.querySelectorAll("section")) {
    section.hidden = !section.querySelector("li:not([hidden])");
  }
  document.getElementById("found").value = words.length ? `${shown}/${items.length}` : "";
}

field.hidden = false;
field.addEventListener("input", narrow);
if (location.hash.startsWith("#q=")) {
  field.value = decodeURIComponent(location.hash.slice(3));
}
narrow();
