// Runs before the page is drawn, so that styles for browsers with scripts apply from the start.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
