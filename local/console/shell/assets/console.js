// What the pages do beyond links and forms; without it everything still works by its buttons.

const said = document.getElementById('said');

document.addEventListener('change', ({ target }) => {
  if (target.matches('select[data-submits]')) target.form.requestSubmit();
});

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('button[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  said.textContent = button.dataset.copied ?? 'Copied';
});
