// Makes the GOV.UK components quicker to use. Every page works without it.
const { govuk } = document.querySelector('script[data-govuk]').dataset
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
const { initAll } = await import(govuk)
initAll()
if (document.querySelector('form[data-draft]')) {
  await import(new URL('drafts.js', import.meta.url).href)
}
