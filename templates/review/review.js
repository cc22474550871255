// La page se lit sans ce script ; il ajoute les touches, les liens entre les deux colonnes et la commande toute prête.
"use strict";
const cards = [...document.querySelectorAll(".card[data-number]")];
const passages = [...document.querySelectorAll(".passage")];
const command = document.querySelector(".command");
const review = document.querySelector("footer code").textContent;

function link(number) {
  for (const part of [...cards, ...passages]) part.classList.toggle("linked", part.dataset.number === number);
  command.hidden = !number;
  command.textContent = number ? `${review} --move ${number}=` : "";
}

function select(card) {
  link(card.dataset.number);
  const passage = passages.find((other) => other.dataset.number === card.dataset.number);
  if (passage) passage.scrollIntoView({ block: "nearest" });
}

function show(card, block = "nearest") {
  if (!card) return;
  card.focus({ preventScroll: true });
  select(card);
  card.scrollIntoView({ block });
}

function step(from, by) {
  const shown = cards.filter((card) => card.offsetParent !== null);
  const at = shown.indexOf(from);
  show(shown[at < 0 ? 0 : Math.min(Math.max(at + by, 0), shown.length - 1)]);
}

for (const card of cards) card.addEventListener("focus", () => select(card));
for (const anchor of document.querySelectorAll("a[href^='#p']")) {
  anchor.addEventListener("click", (event) => {
    const card = document.getElementById(anchor.getAttribute("href").slice(1));
    if (card) event.preventDefault();
    show(card, "center");
  });
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const current = document.activeElement.closest(".card");
  if (event.key === "j") step(current, 1);
  else if (event.key === "k") step(current, -1);
  else if (event.key === "n") {
    const flagged = cards.filter((card) => card.classList.contains("flagged"));
    show(flagged.find((card) => cards.indexOf(card) > cards.indexOf(current)) || flagged[0]);
  } else if (event.key === "c") document.body.classList.toggle("quiet");
  else if (event.key === "Escape") { document.activeElement.blur(); link(""); }
  else return;
  event.preventDefault();
});
