// Puts a name where the cursor stands. Without this script the button sends the form, and it is put in at the end.
for (const button of document.querySelectorAll('button[data-insert]')) {
  button.addEventListener('click', (event) => {
    const field = button.form?.elements[button.dataset.insert]
    if (!field) return
    event.preventDefault()
    const words = 'apart' in button.dataset ? `\n\n[[${button.value}]]\n\n` : `[[${button.value}]]`
    field.setRangeText(words, field.selectionStart, field.selectionEnd, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.focus()
  })
}
