// Makes the GOV.UK components quicker to use. Every page works without it.
const addresses = document.querySelector('script[data-govuk]').dataset
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
const { initAll } = await import(addresses.govuk)
initAll()
if (document.querySelector('form[data-draft]')) await import(addresses.drafts)
if (document.querySelector('button[data-insert]')) await import(addresses.insert)
if (document.querySelector('form[data-keep]')) await import(addresses.keep)
if (document.querySelector('form[data-keys]')) await import(addresses.keys)
if (document.querySelector('div[data-sift]')) await import(addresses.sift)
