// Shows the fields that belong to the chosen kind of answer. The others are not sent; the server has no use for them.
const kind = document.querySelector("[data-question-kind]");

function showFields() {
  for (const part of document.querySelectorAll("[data-kinds]")) part.hidden = !part.dataset.kinds.split(" ").includes(kind.value);
  for (const field of document.querySelectorAll("[data-kinds] :is(input, select)")) field.disabled = field.closest("[data-kinds][hidden]") !== null;
}

kind.addEventListener("change", showFields);
showFields();
